"""Windows signatures: whether a program is as its maker signed it, and who that was.

The hash is Microsoft's “Windows Authenticode Portable Executable Signature Format” (2008): the
whole file less the checksum, the entry that tells where the signature is, and the signature.
"""

import hashlib
import struct
import tempfile
from pathlib import Path

from installer.commands import BuildFailed, run

TRUSTED = Path(__file__).with_name("trusted.pem")

MAKERS = ("Python Software Foundation", "Microsoft Corporation")
"""Whose signatures are taken: Microsoft's is on its own run-time library."""

SIGNED = (".exe", ".dll", ".pyd")

_OPTIONAL_HEADER = 24
"""Bytes from the mark of the header to the optional header, in which all that follows lies."""
_CHECKSUM, _SIGNATURE_ENTRY = 64, 144
_CERTIFICATE_HEADER = 8


def check(path: Path) -> str:
    """The organisation that signed a program. Raises BuildFailed unless the signature is good.

    The dates of the certificates are not looked at: the Foundation's live three days, and what
    they sign stays valid by its time stamp. That the file is not another one is the hash's task.
    """
    data = path.read_bytes()
    signature, digest = split(data)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "signature").write_bytes(signature)
        verify = ["openssl", "smime", "-verify", "-binary", "-inform", "DER", "-purpose", "any"]
        verify += ["-no_check_time", "-partial_chain", "-CAfile", str(TRUSTED), "-no-CApath"]
        verify += ["-in", "signature", "-out", "content", "-signer", "signer"]
        run(verify, cwd=folder)
        content = (folder / "content").read_bytes()
        subject = ["openssl", "x509", "-in", "signer", "-noout", "-subject", "-nameopt"]
        lines = run([*subject, "sep_multiline,sname,utf8"], cwd=folder).splitlines()
    if not content.endswith(digest):
        raise BuildFailed(f"{path.name} was changed after it was signed.")
    names = [line.strip()[2:] for line in lines if line.strip().startswith("O=")]
    if len(names) != 1 or names[0] not in MAKERS:
        raise BuildFailed(f"{path.name} is signed by {names}.")
    return names[0]


def split(data: bytes) -> tuple[bytes, bytes]:
    """The signature in a 64-bit program (DER), and the SHA-256 that it should sign.

    Raises BuildFailed for a program without a signature, or one that is no such program.
    """
    if data[:2] != b"MZ" or len(data) < 512:
        raise BuildFailed("Not a Windows program.")
    (header,) = struct.unpack_from("<I", data, 60)
    optional = header + _OPTIONAL_HEADER
    checksum, entry = optional + _CHECKSUM, optional + _SIGNATURE_ENTRY
    where, size = struct.unpack_from("<II", data, entry)
    if not where or where + size != len(data):
        raise BuildFailed("There is no signature at the end of the program.")
    told = hashlib.sha256()
    for part in (data[:checksum], data[checksum + 4 : entry], data[entry + 8 : where]):
        told.update(part)
    (length,) = struct.unpack_from("<I", data, where)
    return data[where + _CERTIFICATE_HEADER : where + length], told.digest()
