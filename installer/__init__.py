"""The Windows installer, built on Debian. `python3 installer/build.py` is the whole chain."""
