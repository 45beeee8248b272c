"""The table of figures that a network, a website or an office exports, and what it measures.

`read` finds the table in a file and `propose` the column that measures each objective; then
`core.plan.measurements.importing` makes readings of them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from core.cancel import CancelToken
from core.errors import ImportTrouble
from core.exchange import incoming, sheets, tables
from core.i18n import _
from core.plan.kinds import Judged
from core.plan.measurements.readings import measurable
from core.plan.measurements.table_values import (
    Values,
    decimal_mark,
    is_day,
    is_figure,
    is_nothing,
    read_days,
    read_figures,
)
from core.plan.model import Objective
from core.text import clean, loose

_DELIMITERS = ("", "\t", ",", ";")
"""The guessed one first: it is wrong where a short table stands under many lines of text."""

_SAME = """
    alcance reach reached alcanzada, seguidor follower seguidora fan, usuario user, clic click,
    suscriptor subscriber abonado suscrito, visualizacion view reproduccion vista, sesion session,
    visita visit visitante visitor, impresion impression, interaccion interaction engagement,
    comentario comment reply, mensaje message conversacion, publicacion post, gusta like reaccion,
    compartido share, apertura open, respuesta answer response contestada, tasa rate porcentaje,
    pregunta question consulta, queja complaint reclamacion, tramite procedure gestion, descarga
    download, asistente asistencia attendance attendee, tiempo time duracion duration
"""
"""Words of exports and of plans that mean the same, in the singular."""
_NETWORKS = """
    facebook fb, instagram ig, youtube yt, twitter x, tiktok, linkedin, whatsapp, telegram,
    mastodon, bluesky, web website sitio
"""
_KNOWN = {
    word: group.split()[0] for group in f"{_SAME},{_NETWORKS}".split(",") for word in group.split()
}
_NETWORK = frozenset(group.split()[0] for group in _NETWORKS.split(","))
_STOCK = frozenset({"seguidor", "suscriptor"})
_NEW = frozenset({"nuevo", "nueva", "new"})
_AVERAGED = frozenset({"tasa", "tiempo", "medio", "media", "promedio", "average"})
_SILENT = """
    total dia day diario daily mes month pagina page perfil profile cuenta account persona people
    numero number que por los las del con una uno desde hasta para the and for with from
"""
_WEAK = _NETWORK | _NEW | _AVERAGED | set(_SILENT.split())
"""Words that say too little to match by them alone."""


class How(StrEnum):
    """How the figures of a period become one reading."""

    SUM = "sum"
    """What happens anew every day: visits, posts, questions."""
    MEAN = "mean"
    """Rates and times."""
    LAST = "last"
    """What there is at the end: followers."""


@dataclass(frozen=True)
class FigureColumn:
    """A column of the table with its cells read as days and as figures."""

    title: str
    cells: tuple[str, ...]
    days: Values[date]
    figures: Values[float]

    @property
    def is_date(self) -> bool:
        """True when most of its cells are days."""
        return self._mostly(self.days)

    @property
    def is_figures(self) -> bool:
        """True when most of its cells are numbers and not days."""
        return not self.is_date and self._mostly(self.figures)

    @property
    def sample(self) -> str:
        """Its first cell with something in it."""
        return next((clean(cell) for cell in self.cells if not is_nothing(cell)), "")

    def _mostly(self, read: Values[date] | Values[float]) -> bool:
        filled = sum(not is_nothing(cell) for cell in self.cells)
        return sum(value is not None for value in read.values) * 2 > filled


@dataclass(frozen=True)
class FigureTable:
    """A table of figures by days or by months. All columns are equally long."""

    dates: tuple[FigureColumn, ...]
    """The columns of days; the one to begin with is the first."""
    figures: tuple[FigureColumn, ...]
    lines: tuple[int, ...]
    """The line of the file on which each row begins."""
    notes: tuple[str, ...] = ()
    """Sentences about what had to be put right in the file."""


@dataclass(frozen=True)
class Match:
    """The column that measures an objective, and how the figures of a period become one."""

    objective: Objective
    column: FigureColumn
    how: How


def read(path: Path, token: CancelToken | None = None) -> FigureTable:
    """The table in a spreadsheet, or in a CSV file of any usual encoding and delimiter.

    What stands above the row that names the columns is passed over; where the name of the column of
    days comes again, another table begins, and is left out with a sentence. Raises FileTrouble,
    ImportTrouble (empty, too large, no text, no row with a day and a figure), Cancelled.
    """
    for sheet in _sheets(incoming.load(path), token):
        found = _dated_rows(sheet.rows)
        if found:
            table = _table(sheet, *found)
            if table.figures:
                return table
    raise ImportTrouble(
        _("No row of the file holds a date and, in another column, a figure."),
        _("Export the figures by days or by months, one below the other, each with its date."),
    )


def _sheets(data: bytes, token: CancelToken | None) -> Iterator[tables.TableSheet]:
    """What the file may be read as, the likeliest first."""
    if sheets.is_workbook(data):
        yield sheets.read(data)
        return
    for delimiter in _DELIMITERS:
        yield tables.read(data, delimiter=delimiter, token=token)


def _dated_rows(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The column of the days and the first row that holds one and a figure; None without any."""
    dated = [
        (column, number)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if is_day(cell) and any(is_figure(other) for at, other in enumerate(row) if at != column)
    ]
    counts = Counter(column for column, _number in dated)
    column = max(sorted(counts), key=lambda at: counts[at], default=0)
    return next(((column, number) for at, number in dated if at == column), None)


def _table(sheet: tables.TableSheet, days_at: int, first: int) -> FigureTable:
    above = [sheet.headers, *sheet.rows[:first]]
    head = next((at for at in range(first, -1, -1) if _names_columns(above[at], days_at)), None)
    titles = [""] * sheet.width if head is None else [clean(title) for title in above[head]]
    begin = first if head is None else head
    end = _end(sheet.rows, first, days_at, titles[days_at])
    # Lines above the table are never as wide as it is, and to say so would only alarm.
    notes = list(sheet.notes if begin == 0 else ())
    if end < len(sheet.rows):
        sentence = _("Line {line}: another table begins; it was left out. Import it by itself.")
        notes.append(sentence.format(line=sheet.row_line(end)))
    rows = sheet.rows[begin:end]
    # The numbers of a spreadsheet do not tell how somebody wrote its texts.
    mark = decimal_mark(cell for row in rows for cell in row) if sheet.delimiter else ""
    columns = [
        FigureColumn(
            title or _("Column {number}").format(number=at + 1),
            cells,
            read_days(cells),
            read_figures(cells, mark),
        )
        for at, (title, cells) in enumerate(zip(titles, zip(*rows, strict=True), strict=True))
    ]
    others = [column for at, column in enumerate(columns) if at != days_at]
    return FigureTable(
        (columns[days_at], *(column for column in others if column.is_date)),
        tuple(column for column in others if column.is_figures),
        sheet.starts[begin:end],
        tuple(notes),
    )


def _end(rows: Sequence[Sequence[str]], first: int, days_at: int, title: str) -> int:
    """The row that names the column of the days again; that after the last when none does."""
    again = (at for at in range(first, len(rows)) if title and clean(rows[at][days_at]) == title)
    return next(again, len(rows))


def _names_columns(row: Sequence[str], days_at: int) -> bool:
    """True when a row holds words beside the column of the days, and nothing but words."""
    beside = any(cell.strip() for at, cell in enumerate(row) if at != days_at)
    return beside and not any(is_figure(cell) or is_day(cell) for cell in row)


def propose(table: FigureTable, objectives: Iterable[Objective]) -> list[Match]:
    """The column that seems to measure each objective, by the words of both, best likeness first.

    A column serves once; objectives that no column is like are left out.
    """
    scored = [
        (likeness, Match(objective, column, usual_how(objective, column)))
        for objective in objectives
        for column in table.figures
        if measurable(objective) and (likeness := _likeness(objective, column))
    ]
    found: list[Match] = []
    for match in [best for _score, best in sorted(scored, key=lambda pair: pair[0], reverse=True)]:
        if all(
            match.objective != chosen.objective and match.column is not chosen.column
            for chosen in found
        ):
            found.append(match)
    return found


def usual_how(objective: Objective, column: FigureColumn) -> How:
    """How the figures of a column become one reading, by what it counts."""
    words = _words(f"{objective.indicator} {column.title}")
    if objective.judged is Judged.QUALITATIVE or objective.unit in ("%", "h", "min", "s"):
        return How.MEAN
    if words & _AVERAGED:
        return How.MEAN
    return How.LAST if words & _STOCK and not words & _NEW else How.SUM


def _likeness(objective: Objective, column: FigureColumn) -> float:
    """Telling words in common, and which part of the title all in common are.

    0 when they speak of two networks.
    """
    wanted, title = _words(f"{objective.indicator} {objective.title}"), _words(column.title)
    common = wanted & title
    if not common - _WEAK or (wanted & _NETWORK and title & _NETWORK and not common & _NETWORK):
        return 0.0
    return len(common - _WEAK | common & _NETWORK) + len(common) / len(title)


def _words(text: str) -> set[str]:
    """The words of a text, each as the one that stands for all that mean the same."""
    found = set()
    for word in re.findall(r"\w+", loose(text)):
        forms = (word, word.removesuffix("s"), word.removesuffix("es"))
        singular = forms[1] if len(word) > 3 else word
        meaning = next((_KNOWN[form] for form in forms if form in _KNOWN), singular)
        if len(word) > 2 or word in _KNOWN:
            found.add(meaning)
    return found
