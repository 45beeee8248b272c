"""Where the data files are: content, translations, typst templates, tables, images."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Absolute path of a packaged data file or folder."""
    return ROOT.joinpath(*parts)
