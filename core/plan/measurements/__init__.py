"""Readings out of tables that networks and offices export."""
