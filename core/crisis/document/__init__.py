"""What the crisis desk prints."""
