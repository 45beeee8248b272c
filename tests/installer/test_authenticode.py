"""Reading the signature out of a Windows program."""

import hashlib
import struct

import pytest

from installer import authenticode
from installer.commands import BuildFailed

HEADER, CHECKSUM, ENTRY = 128, 128 + 24 + 64, 128 + 24 + 144
SIGNATURE = b"what the maker signed"


def program(checksum: int = 0, code: bytes = b"\x90" * 400) -> bytes:
    """A program of 64 bits, as far as its signature is concerned."""
    body = bytearray(512) + code
    body[:2] = b"MZ"
    struct.pack_into("<I", body, 60, HEADER)
    struct.pack_into("<I", body, CHECKSUM, checksum)
    signed = struct.pack("<IHH", 8 + len(SIGNATURE), 0x200, 2) + SIGNATURE
    struct.pack_into("<II", body, ENTRY, len(body), len(signed))
    return bytes(body) + signed


def test_the_signature_and_the_hash_are_taken_apart():
    data = program()
    signature, digest = authenticode.split(data)
    signed = data[:CHECKSUM] + data[CHECKSUM + 4 : ENTRY] + data[ENTRY + 8 : 912]
    assert signature == SIGNATURE
    assert digest == hashlib.sha256(signed).digest()


def test_the_checksum_is_not_signed():
    assert authenticode.split(program(checksum=7)) == authenticode.split(program())


def test_one_byte_of_code_makes_another_hash():
    changed = b"\x90" * 399 + b"\x91"
    assert authenticode.split(program(code=changed)) != authenticode.split(program())


def test_a_program_without_a_signature_is_refused():
    data = bytearray(program())
    struct.pack_into("<II", data, ENTRY, 0, 0)
    with pytest.raises(BuildFailed, match="no signature"):
        authenticode.split(bytes(data))


def test_what_hangs_on_after_the_signature_is_refused():
    with pytest.raises(BuildFailed, match="no signature at the end"):
        authenticode.split(program() + b"more")


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(BuildFailed, match="Not a Windows program"):
        authenticode.split(b"PK" + bytes(600))
