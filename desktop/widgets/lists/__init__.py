"""Lists, tables, and a list with its card."""
