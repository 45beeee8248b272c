"""Directorio: contacts on screen."""
