"""What the calendar prints: the month for the wall, days in a list, what was decided of them."""
