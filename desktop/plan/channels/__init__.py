"""The step of the channels: who is where, sheets, hours."""
