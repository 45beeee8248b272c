"""Compiles the modules of a folder: `python3.13 bytecode.py FOLDER MAGIC [alone]`. Runs by itself.

Beside each source lies what Python makes of it, never checked against it: the program's folder is
read-only for the program, and the first start is as fast as any. The names in tracebacks are those
below the folder, so the result does not tell where it was built. With `alone` it takes the place of
the source: half the files, of packages whose sources anybody can have.
"""

import importlib.util
import py_compile
import sys
from pathlib import Path


def main() -> int:
    """Compile everything; returns 1 when this Python is not of the version that is shipped."""
    folder, magic, alone = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3:] == ["alone"]
    if magic != importlib.util.MAGIC_NUMBER:
        print(f"Python {sys.version.split()[0]} compiles for itself only.", file=sys.stderr)
        return 1
    for source in sorted(folder.rglob("*.py")):
        py_compile.compile(
            str(source),
            cfile=str(source.with_suffix(".pyc")) if alone else None,
            dfile=str(source.relative_to(folder)),
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        if alone:
            source.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
