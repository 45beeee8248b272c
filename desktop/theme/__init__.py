"""Colours, type, icons and the style sheet: everything about looks, and nothing about content."""
