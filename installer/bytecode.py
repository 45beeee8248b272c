"""Compiles the modules of a folder: `python3.13 bytecode.py FOLDER MAGIC`. Runs by itself.

Beside each source lies what Python makes of it, never checked against it: the program's folder is
read-only for the program, and the first start is as fast as any. The names in tracebacks are those
below the folder, so the result does not tell where it was built.
"""

import importlib.util
import py_compile
import sys
from pathlib import Path


def main() -> int:
    """Compile everything; returns 1 when this Python is not of the version that is shipped."""
    folder, magic = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
    if magic != importlib.util.MAGIC_NUMBER:
        print(f"Python {sys.version.split()[0]} compiles for itself only.", file=sys.stderr)
        return 1
    for source in sorted(folder.rglob("*.py")):
        py_compile.compile(
            str(source),
            dfile=str(source.relative_to(folder)),
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
