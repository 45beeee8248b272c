"""Widgets the pages are made of. They take text already translated and know nothing of the town."""
