"""What the tour and the self-test look at."""
