"""From mentions to alarms, and what becomes of them."""
