"""A table of marks to be filled in by keyboard or mouse."""
