"""The people and numbers to call."""
