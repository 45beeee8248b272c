"""What the step of the channels shows: who is where, sheets, hours."""
