"""The desk of an open incident, a module for each of its tabs."""
