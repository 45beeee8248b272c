"""Drills on the desk."""
