"""Asking sites for their feeds."""
