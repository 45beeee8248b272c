"""The report on screen: the same blocks that go on paper, as cards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.documents.charts import LineChart, WeekChart, drawn_height
from core.documents.model import (
    Align,
    Block,
    Bullets,
    Callout,
    Cell,
    Figure,
    Heading,
    Para,
    Style,
    Table,
)
from core.documents.rich import plain
from desktop.chart import render_of
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.chart_view import ChartView
from desktop.widgets.layouts import empty
from desktop.widgets.text import divider, text_label

_PX_OF_MM = 4.2
"""Height of a chart on screen for each millimetre on paper."""


class ReportView(QWidget):
    """A card for each chapter."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._charts = 0
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=16)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these instead of what was shown."""
        empty(self._box)
        self._charts = 0
        card: Card | None = None
        for block in blocks:
            if (isinstance(block, Heading) and block.level == 1) or card is None:
                title = block.text if isinstance(block, Heading) else ""
                card = Card(title)
                spaced(card.body, (16, 16, 16, 16), gap=10)
                self._box.addWidget(card)
                if title:
                    continue
            self._put(card, block)

    def _put(self, card: Card, block: Block) -> None:
        match block:
            case Heading():
                card.add(text_label(block.text, "strong"))
            case Para():
                card.add(text_label(plain(block.text), "section" if block.lead else "body"))
            case Bullets():
                card.add(text_label("\n".join(f"• {plain(one)}" for one in block.items)))
            case Callout():
                card.add(text_label(block.title, "strong"))
                card.add(text_label("\n".join(plain(one) for one in block.items), "muted"))
            case Figure():
                self._draw(card, block)
            case Table():
                if block.caption:
                    card.add(text_label(block.caption, "strong"))
                card.add(_table(block))

    def _draw(self, card: Card, block: Figure) -> None:
        if isinstance(block.image, bytes):
            return
        self._charts += 1
        job = f"report-chart-{self._charts}"
        jobs = self._services.jobs
        high = drawn_height(block.image)
        if isinstance(block.image, WeekChart | LineChart):
            high *= 1.1
        chart = ChartView(
            height=round(high * _PX_OF_MM),
            run=lambda work, done: jobs.run(job, lambda _token, _progress: work(), done),
        )
        if block.caption:
            card.add(text_label(block.caption, "strong"))
        card.add(chart)
        chart.show_chart(render_of(block.image), block.alt)


def _table(block: Table) -> QWidget:
    made = QWidget()
    made.setAccessibleName(block.caption)
    grid = QGridLayout(made)
    spaced(grid, gap=0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    for at, column in enumerate(block.columns):
        grid.setColumnStretch(at, round(column.width * 10))
        grid.addWidget(_aligned(text_label(column.title, "small"), column.align), 0, at)
    for number, row in enumerate(block.rows):
        grid.addWidget(divider(), 2 * number + 1, 0, 1, len(block.columns))
        for at, (cell, column) in enumerate(zip(row, block.columns, strict=True)):
            grid.addWidget(_aligned(_said(cell), column.align), 2 * number + 2, at)
    return made


def _said(cell: Cell) -> QLabel:
    strong = any(line.style is Style.STRONG for line in cell.lines)
    return text_label(
        "\n".join(plain(line.text) for line in cell.lines), "strong" if strong else "body"
    )


def _aligned(label: QLabel, align: Align) -> QLabel:
    side = Qt.AlignmentFlag.AlignRight if align is Align.END else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
    return label
