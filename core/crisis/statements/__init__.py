"""Statements, from the first draft to where they are published."""
