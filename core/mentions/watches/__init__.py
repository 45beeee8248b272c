"""What is listened for, and where it stands in a text."""
