"""One run of listening, and the process it runs in."""
