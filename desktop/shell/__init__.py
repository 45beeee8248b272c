"""The window: rail, pages, status strip, messages, help. Knows no page by name."""
