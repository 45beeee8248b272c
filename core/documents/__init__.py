"""The documents engine: a tree of blocks in, PDF, DOCX or ODT out. It knows no slice."""
