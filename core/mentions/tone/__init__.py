"""Hints of tone, and what corrections teach."""
