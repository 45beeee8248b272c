"""Signing a program for Windows: `python3 signing.py CERT KEY PROGRAM`. Runs by itself.

NSIS calls it for the uninstaller, which exists only while the installer is being made.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

NAME = "Pregón"


@dataclass(frozen=True)
class Identity:
    """Who signs: certificates and private key, each a PEM file."""

    certificate: Path
    key: Path


def sign(program: Path, identity: Identity) -> None:
    """Put a signature into a program. Raises CalledProcessError when it cannot be signed."""
    signed = program.with_name(f"{program.name}.signed")
    signed.unlink(missing_ok=True)
    command = ["osslsigncode", "sign", "-h", "sha256", "-n", NAME]
    command += ["-certs", str(identity.certificate), "-key", str(identity.key)]
    subprocess.run(
        [*command, "-in", str(program), "-out", str(signed)],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    signed.replace(program)


if __name__ == "__main__":
    certificate, key, program = (Path(word) for word in sys.argv[1:])
    sign(program, Identity(certificate, key))
