"""Photographs and captures of the screen, kept with what they show."""
