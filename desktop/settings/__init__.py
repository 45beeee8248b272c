"""Ajustes: this laptop and this workspace."""
