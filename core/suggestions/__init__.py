"""What the program proposes in a new workspace, marked until accepted, changed or removed."""
