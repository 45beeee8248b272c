"""Formats in and out, below the slices."""
