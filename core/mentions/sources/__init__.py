"""Sources: how they are added, and how they are."""
