"""Forms that save themselves. Knows no page."""
