"""Printers as the system offers them: with paper, and those that write a file."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter


class FilePrinter(QPrinter):
    """Print to file, which the system's question offers beside the printers."""

    def __init__(self, target: Path) -> None:
        super().__init__()
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(target))


class OfficePrinter(FilePrinter):
    """One with paper in it; there is none at a test, so what it prints is looked at in a file."""

    name = "HP LaserJet del pasillo"

    def outputFormat(self) -> QPrinter.OutputFormat:  # noqa: N802  (Qt's)
        return QPrinter.OutputFormat.NativeFormat

    def outputFileName(self) -> str:  # noqa: N802  (Qt's)
        return ""

    def printerName(self) -> str:  # noqa: N802  (Qt's)
        return self.name


class WindowsPdfPrinter(OfficePrinter):
    """It asks for the name of the file by itself, and does not tell."""

    name = "Microsoft Print to PDF"
