"""Icons and the installer's picture for Windows, from the drawings here and in `resources`."""

import subprocess
from pathlib import Path

from installer.commands import run

DRAWINGS = (Path(__file__).with_name("icons"), Path(__file__).parents[1] / "resources" / "images")
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels; Windows takes 20 and 40 at 125 %. The largest is stored as PNG, as Windows asks."""

SMALL = 24
"""Up to so many pixels a simpler drawing is taken; as in `desktop/theme/mark.py`."""

_BANNER = (328, 628)
"""Twice what the installer shows at 100 %."""


def make(name: str, folder: Path) -> Path:
    """`NAME.ico` in a folder, from `NAME.svg`, and `NAME-small.svg` where there is one."""
    pictures = [_draw(name, pixels, pixels, folder) for pixels in SIZES]
    icon = folder / f"{name}.ico"
    run(["icotool", "-c", "-o", icon, *pictures[:-1], f"--raw={pictures[-1]}"])
    return icon


def banner(folder: Path) -> Path:
    """`banner.bmp` in a folder: NSIS reads no other format."""
    picture = _draw("banner", *_BANNER, folder)
    plain = subprocess.run(["pngtopnm", picture], check=True, capture_output=True).stdout
    bitmap = subprocess.run(["ppmtobmp"], input=plain, check=True, capture_output=True).stdout
    path = folder / "banner.bmp"
    path.write_bytes(bitmap)
    return path


def _draw(name: str, width: int, height: int, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    picture = folder / f"{name}-{width}.png"
    size = ["-w", str(width), "-h", str(height)]
    run(["rsvg-convert", *size, drawing(name, width), "-o", picture])
    return picture


def drawing(name: str, width: int) -> Path:
    """The drawing of that name for so many pixels."""
    names = [f"{name}-small.svg"] * (width <= SMALL) + [f"{name}.svg"]
    return next(path for each in names for folder in DRAWINGS if (path := folder / each).exists())
