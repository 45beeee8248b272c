"""Everything Pregón knows and decides: no window, no global state, usable from a command line."""
