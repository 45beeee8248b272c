"""Documentos: everything that can be printed."""
