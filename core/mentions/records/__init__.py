"""All SQL of listening, a module for each of its parts."""
