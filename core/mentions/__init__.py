"""Listening: from a feed to a warning in words."""
