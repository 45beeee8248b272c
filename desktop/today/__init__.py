"""Hoy: what needs the person."""
