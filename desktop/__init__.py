"""What the person sees: one window over `core`."""
