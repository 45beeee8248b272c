"""Scenarios: what they are, what the town made of them, how they travel."""
