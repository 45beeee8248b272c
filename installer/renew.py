"""Renew `windows.lock`: `python3 installer/renew.py`, after `requirements.lock` was renewed.

What is shipped has the versions that were tested; uv says which packages Windows needs, and the
one file of each that the build takes is pinned by its hash.
"""

import re
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from installer.commands import run  # noqa: E402 - found by the line above
from installer.fetch import pip, sha256  # noqa: E402 - found by the line above
from installer.lock import LOCK, NOT_SHIPPED, Pinned, key, render  # noqa: E402 - found by the line above


def main() -> int:
    """Write the lock file anew; returns the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hashed = resolve(folder)
        (folder / "hashed.lock").write_text(hashed, encoding="utf-8")
        taken = folder / "taken"
        taken.mkdir()
        pip(taken, ["--require-hashes", "-r", str(folder / "hashed.lock")])
        hashes = {key(path.name.split("-")[0]): sha256(path) for path in taken.iterdir()}
    packages = [
        Pinned(name, version, hashes[key(name)])
        for name, version in re.findall(r"^(\S+)==(\S+) \\$", hashed, re.MULTILINE)
    ]
    LOCK.write_text(render(packages), encoding="utf-8")
    print(f"{len(packages)} packages in {LOCK.name}")
    return 0


def resolve(folder: Path) -> str:
    """What 64-bit Windows needs, in the versions of requirements.lock, with every hash."""
    venv.create(folder / "uv", with_pip=True)
    run([folder / "uv" / "bin" / "pip", "install", "--quiet", "uv"])
    command = [str(folder / "uv" / "bin" / "uv"), "pip", "compile", "pyproject.toml", "--quiet"]
    command += ["--constraint", "requirements.lock", "--generate-hashes"]
    command += ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.13"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    for name in NOT_SHIPPED:
        command += ["--no-emit-package", name]
    output = folder / "resolved.lock"
    run([*command, "--output-file", str(output)], cwd=ROOT)
    return output.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
