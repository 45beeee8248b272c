"""The town or other body that a workspace belongs to."""
