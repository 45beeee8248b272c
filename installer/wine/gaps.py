"""Where Wine lacks what the program needs of Windows, and how the test prefix makes up for it.

`python3 installer/wine/gaps.py FOLDER` lists what a built application asks for and Wine neither has
nor is given here: to be run when a pin changes.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from installer.wine.pe import Image, NotPe

BUILTIN = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
"""Wine's own libraries, as Debian installs them."""

MARK = 0x40, b"Wine builtin DLL"
"""Where Wine marks its own; it takes a library without the mark for one of Windows."""

_STUB = {0: "4883ec28488d0d", 11: "488d15", 18: "e8"}
"""How a function begins that Wine names and does not have, by places in it: two names are loaded
and an exception is called (sub rsp, 28h; lea rcx; lea rdx; call), as its winebuild writes them."""

# x64: a double complex comes by address in rcx, a float complex in rcx itself; the answer in xmm0.
_REAL = bytes.fromhex("f20f1001c3")  # movsd xmm0, [rcx]; ret
_IMAGINARY = bytes.fromhex("f20f104108c3")  # movsd xmm0, [rcx+8]; ret
_REAL_FLOAT = bytes.fromhex("660f6ec1c3")  # movd xmm0, ecx; ret
_IMAGINARY_FLOAT = bytes.fromhex("48c1e920660f6ec1c3")  # shr rcx, 32; movd xmm0, ecx; ret
_NOTHING = bytes.fromhex("31c0c3")  # xor eax, eax; ret

_ALIAS, _RUNTIME = "api-ms-win-", "api-ms-win-crt-"
"""Names for parts of other libraries: those of the C runtime are all in ucrtbase.dll."""

FILLED: Mapping[str, Mapping[str, bytes]] = {
    "ucrtbase.dll": {  # NumPy
        "creal": _REAL,
        "creall": _REAL,
        "cimag": _IMAGINARY,
        "cimagl": _IMAGINARY,
        "crealf": _REAL_FLOAT,
        "cimagf": _IMAGINARY_FLOAT,
    },
    "mscms.dll": {"WcsCreateIccProfile": _NOTHING},  # Qt6Gui, of each screen
}
"""Functions that Wine only names, with code that does what is expected of them."""

WRITTEN = "icuuc.dll"
"""A library that Wine lacks: icuuc.c."""


def filled(library: bytes, functions: Mapping[str, bytes]) -> bytes:
    """A copy of one of Wine's libraries that has these functions and counts as one of Windows.

    Those that this Wine has already stay as they are. Raises KeyError when one is not even named.
    """
    image, made = Image(library), bytearray(library)
    at, mark = MARK
    if made[at : at + len(mark)] == mark:
        made[at : at + len(mark)] = bytes(len(mark))
    offered = image.exports()
    for name, code in functions.items():
        if _is_stub(image, offered[name]):
            place = image.offset(offered[name])
            made[place : place + len(code)] = code
    return bytes(made)


def lacking(application: Path, builtin: Path) -> list[tuple[str, str]]:
    """Libraries (with `*`) and functions that the application asks for and Wine has not."""
    own = {path.name.lower() for path in application.rglob("*") if path.is_file()}
    found = set()
    for path in application.rglob("*"):
        if path.suffix.lower() not in (".dll", ".pyd", ".exe"):
            continue
        try:
            wanted = Image(path.read_bytes()).imports()
        except NotPe:
            continue
        for asked, names in wanted.items():
            library = "ucrtbase.dll" if asked.startswith(_RUNTIME) else asked
            if library not in own and library != WRITTEN and not library.startswith(_ALIAS):
                found |= {(library, name) for name in _not_in(builtin / library, names)}
    given = {(library, name) for library, names in FILLED.items() for name in names}
    return sorted(found - given)


def _not_in(library: Path, names: list[str]) -> Iterator[str]:
    if not library.exists():
        yield "*"
        return
    image = Image(library.read_bytes())
    offered = image.exports()
    for name in names:
        if name not in offered or _is_stub(image, offered[name]):
            yield name


def _is_stub(image: Image, address: int) -> bool:
    try:
        place = image.offset(address)
    except NotPe:
        return False
    told = ((place + after, bytes.fromhex(code)) for after, code in _STUB.items())
    return all(image.data[at : at + len(code)] == code for at, code in told)


def main(arguments: list[str]) -> int:
    """Print what is lacking in the folder named, needed or only named; returns the exit code."""
    found = lacking(Path(arguments[0]), BUILTIN)
    for library, name in found:
        sys.stdout.write(f"{library}\t{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
