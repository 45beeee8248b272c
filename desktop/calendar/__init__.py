"""The page of the calendar: month, week and list, and the sheet of an item."""
