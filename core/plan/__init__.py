"""The strategic plan: its facts, its rules, what it prints."""
