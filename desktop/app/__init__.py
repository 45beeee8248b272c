"""The program: its start, its end, and what there is once of it."""
