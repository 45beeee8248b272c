"""The font of the program: the system's own, or a packaged one for pictures and tests."""

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop.theme.tokens import BODY

PACKAGED = "Source Sans Pro"
WIDE = "DejaVu Sans"
"""A fifth wider, in bold a third: as wide as the font of any system that the program meets."""

_FILES = {
    PACKAGED: ("font_source_sans_pro", "files/SourceSansPro-*.ttf"),
    WIDE: ("matplotlib", "mpl-data/fonts/ttf/DejaVuSans*.ttf"),
}
"""The package that brings a family, and where in it."""


def register_packaged_font(family: str = PACKAGED) -> None:
    """Make a packaged family the font of the application, so that pictures are the same everywhere.

    Raises LookupError when the package that brings it is not installed.
    """
    from PySide6.QtGui import QFontDatabase

    if family not in QFontDatabase.families():
        package, files = _FILES[family]
        for file in sorted(_folder(package).glob(files)):
            QFontDatabase.addApplicationFont(str(file))
    QApplication.setFont(QFont(family))


def interface_font(zoom: int, *, again: bool) -> QFont:
    """Body font at `zoom` percent: the family in force, with figures of one width.

    At first that is the application's own; `again`, the system may have another by now.
    """
    family = QApplication.font().family()
    if again and family not in _FILES:
        from PySide6.QtGui import QFontDatabase

        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    font = QFont(family)
    font.setPixelSize(round(BODY * zoom / 100))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is not installed")
    return Path(spec.origin).parent
