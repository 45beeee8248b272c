"""The page Crisis: the shelf with nothing open, the desk with an incident."""
