"""Charts for paper and screen."""
