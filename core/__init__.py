"""Everything Pregón knows and decides: no window, no global state, usable from a command line."""

VERSION = "0.1.0"
"""As pyproject.toml has it; to ask the installed package takes as long as asking many sites."""
