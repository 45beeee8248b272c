"""The listener beside the window, and the task that starts it."""
