"""Reading libraries of Windows, and filling up those of Wine; built here byte by byte."""

import struct
from collections.abc import Mapping, Sequence

import pytest

from installer.wine import gaps
from installer.wine.pe import Image, NotPe

MEMORY, FILE, LENGTH = 0x1000, 0x400, 0x1000
"""Where the one section is."""

STUB = bytes.fromhex("4883ec28488d0d00000000488d1500000000e80000000090")
"""As winebuild writes a function that Wine only names."""


def library(
    exports: Mapping[str, bytes], imports: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """A library with these functions, by their code, that asks others for those by name."""
    body = bytearray()

    def put(data: bytes) -> int:
        body.extend(data + bytes(-len(data) % 8))
        return MEMORY + len(body) - len(data) - (-len(data) % 8)

    names = sorted(exports)
    code = [put(exports[name]) for name in names]
    texts = [put(name.encode() + b"\0") for name in names]
    count = len(names)
    tables = [
        put(struct.pack(f"<{count}I", *code)),
        put(struct.pack(f"<{count}I", *texts)),
        put(struct.pack(f"<{count}H", *range(count))),
    ]
    offered = put(struct.pack("<20xIIIII", count, count, *tables))
    asked = put(b"".join(_asked(put, imports or {})) + bytes(20))
    directories = struct.pack("<IIII", offered, 40, asked, 20)
    optional = struct.pack("<H110x", 0x20B) + directories
    header = bytearray(FILE)
    header[:2], header[0x3C:0x40], header[0x40:0x50] = b"MZ", b"\x80\0\0\0", gaps.MARK[1]
    coff = struct.pack("<4sHH12xHH", b"PE\0\0", 0x8664, 1, len(optional), 0)
    section = struct.pack("<8sIIII16x", b".text", LENGTH, MEMORY, LENGTH, FILE)
    whole = coff + optional + section
    header[0x80 : 0x80 + len(whole)] = whole
    return bytes(header + body + bytes(LENGTH - len(body)))


def _asked(put, imports):
    for name, functions in imports.items():
        hints = [put(b"\0\0" + function.encode() + b"\0") for function in functions]
        lookup = put(struct.pack(f"<{len(hints) + 1}Q", *hints, 0))
        yield struct.pack("<IIIII", lookup, 0, 0, put(name.encode() + b"\0"), lookup)


def code(data: bytes, name: str, length: int) -> bytes:
    image = Image(data)
    place = image.offset(image.exports()[name])
    return image.data[place : place + length]


def test_what_a_library_offers_and_asks_for_is_read():
    image = Image(library({"creal": b"\xc3"}, {"KERNEL32.dll": ["CloseHandle", "ReadFile"]}))

    assert list(image.exports()) == ["creal"]
    assert image.imports() == {"kernel32.dll": ["CloseHandle", "ReadFile"]}


@pytest.mark.parametrize("data", [b"", b"MZ", b"\x7fELF" + bytes(200), b"MZ" + bytes(100)])
def test_what_is_no_library_is_said(data):
    with pytest.raises(NotPe):
        Image(data)


def test_a_function_that_is_only_named_is_filled_and_one_that_is_there_stays():
    wine = library({"creal": b"\x90\xc3" + bytes(22), "crealf": STUB})

    made = gaps.filled(wine, {"creal": b"\x31\xc0\xc3", "crealf": b"\x66\x0f\x6e\xc1\xc3"})

    assert code(made, "creal", 2) == b"\x90\xc3"
    assert code(made, "crealf", 5) == b"\x66\x0f\x6e\xc1\xc3"
    assert gaps.MARK[1] in wine
    assert gaps.MARK[1] not in made


def test_what_a_program_asks_for_and_wine_lacks_is_listed(tmp_path):
    application, builtin = tmp_path / "folder", tmp_path / "wine"
    for folder in (application / "lib", builtin):
        folder.mkdir(parents=True)
    asked = {
        "kernel32.dll": ["ReadFile", "PssFreeSnapshot", "Absent"],
        "api-ms-win-crt-math-l1-1-0.dll": ["creal", "crealf"],
        "nowhere.dll": ["Anything"],
        "own.dll": ["Ours"],
        "icuuc.dll": ["ucnv_open"],
    }
    (application / "Program.exe").write_bytes(library({}, asked))
    (application / "lib" / "OWN.dll").write_bytes(library({}))
    (application / "lib" / "notes.dll").write_bytes(b"no library")
    (builtin / "kernel32.dll").write_bytes(library({"ReadFile": b"\xc3", "PssFreeSnapshot": STUB}))
    (builtin / "ucrtbase.dll").write_bytes(library({"creal": b"\xc3", "crealf": STUB}))

    assert gaps.lacking(application, builtin) == [
        ("kernel32.dll", "Absent"),
        ("kernel32.dll", "PssFreeSnapshot"),
        ("nowhere.dll", "*"),
    ]
