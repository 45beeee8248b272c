"""What the person sees: one window over `core`."""

import builtins
import gc
from importlib import import_module

# From here on PySide reads the text of every module that is imported, for a switch in it that none
# of ours has, and keeps it: an eighth of the time to the first paint. Python imports without it.
import_module("PySide6.QtCore")
vars(builtins)["__import__"] = vars(builtins).get("__orig_import__", __import__)

# Importing makes thousands of objects and no garbage; Python would look for it after every 700.
gc.set_threshold(50_000)
