"""An incident or drill, from opening to closing."""
