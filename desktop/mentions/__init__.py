"""The page Menciones: inbox, sources, watches, alarms, report."""
