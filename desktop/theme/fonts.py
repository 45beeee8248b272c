"""The font of the program: the system's own, or the packaged one for pictures and tests."""

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.theme.tokens import BODY

PACKAGED = "Source Sans Pro"
_WEIGHTS = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def register_packaged_font() -> None:
    """Make Source Sans Pro the font of the application, so that pictures are the same everywhere.

    Raises LookupError when the package `font-source-sans-pro` is not installed.
    """
    if PACKAGED not in QFontDatabase.families():
        for weight in _WEIGHTS:
            QFontDatabase.addApplicationFont(str(_folder() / f"SourceSansPro-{weight}.ttf"))
    QApplication.setFont(QFont(PACKAGED))


def interface_font(zoom: int) -> QFont:
    """Body font at `zoom` percent: the family in force, with figures of one width."""
    family = QApplication.font().family()
    if family != PACKAGED:
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    font = QFont(family)
    font.setPixelSize(round(BODY * zoom / 100))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _folder() -> Path:
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise LookupError("font_source_sans_pro is not installed")
    return Path(spec.origin).parent / "files"
