"""The tab of statements."""
