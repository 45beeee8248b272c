"""Searching in everything at once: the town's data, its papers, and the manual."""
