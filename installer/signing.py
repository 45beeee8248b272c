"""Signing for Windows by whatever command there is: a token, a service, two files.

`python3 installer/signing.py CERT KEY [--timestamp URL] FILE` is such a command, for two PEM files.
"""

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

FILE = "{file}"
"""Stands in a command for what is to be signed, in its place."""

NAME = "Pregón"
_PROGRAMS = (".exe", ".dll", ".pyd")
_SIGNATURE = 24 + 144
"""Bytes from the header of a 64-bit program to where it tells its signature (Microsoft, “PE
Format”, 3.4.3: the fifth directory)."""


def sign(path: Path, command: str) -> None:
    """Have a file signed in its place. Raises CalledProcessError when the command fails."""
    words = [word.replace(FILE, str(path)) for word in shlex.split(command)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def unsigned(folder: Path) -> list[Path]:
    """The programs and libraries below a folder that nobody has signed."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _PROGRAMS)
    return [path for path in found if not is_signed(path.read_bytes())]


def is_signed(program: bytes) -> bool:
    """Whether a program says where its signature is; whose it is and whether it is good, it does
    not look (`authenticode.check`)."""
    where = int.from_bytes(program[60:64], "little") + _SIGNATURE
    return any(program[where : where + 8])


def main(words: list[str]) -> int:
    """Sign by a certificate and its key; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("certificate", type=Path)
    parser.add_argument("key", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--timestamp", metavar="URL", help="so that it outlives the certificate")
    chosen = parser.parse_args(words)
    signed = chosen.file.with_name(f"{chosen.file.name}.signed")
    signed.unlink(missing_ok=True)
    command = ["osslsigncode", "sign", "-h", "sha256", "-n", NAME]
    command += ["-certs", str(chosen.certificate), "-key", str(chosen.key)]
    command += ["-ts", chosen.timestamp] if chosen.timestamp else []
    command += ["-in", str(chosen.file), "-out", str(signed)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        return 1
    signed.replace(chosen.file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
