"""A statement in words: where it stands, and its text to be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.crisis.desk import Desk, Worded
from core.crisis.kinds import ENDING
from core.crisis.labels import statement_label, statement_state_label, way_label
from core.crisis.model import Statement, StatementState, StatementText
from core.crisis.texts import denied, filling
from core.days import clock_time
from core.i18n import _
from desktop import outward
from desktop.notifier import Notifier
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.text import text_label


def line(worded: Worded) -> str:
    """When it got as far as it is: `14:40 · María Gómez Ruiz, por teléfono`."""
    statement = worded.statement
    if statement.state is StatementState.PUBLISHED and statement.published_at is not None:
        channels = ", ".join(publication.channel for publication in worded.publications)
        return f"{clock_time(statement.published_at)} · {channels}"
    if statement.state is StatementState.APPROVED and statement.approved_at is not None:
        return f"{clock_time(statement.approved_at)} · {approval(worded)}"
    return clock_time(statement.made_at)


def approval(worded: Worded) -> str:
    """Who answers for it, and how they said so."""
    return f"{worded.statement.approved_by}, {way_label(worded.statement.approved_how)}"


def approved(worded: Worded) -> str:
    """The same in a sentence, with its hour; empty where nobody has approved it."""
    at = worded.statement.approved_at
    if at is None:
        return ""
    return _("Approved at {time} by {name}, {how}.").format(
        time=clock_time(at),
        name=worded.statement.approved_by,
        how=way_label(worded.statement.approved_how),
    )


def state(desk: Desk | None, worded: Worded) -> tuple[str, Tone]:
    """How far it is, in no colour of a level: a correction or an end is out once it is
    everywhere."""
    there = worded.statement.state
    if desk is not None and desk.still_said_in(worded):
        return _("Not everywhere yet"), Tone.NEUTRAL
    return statement_state_label(there), Tone.NEUTRAL


def still_said(desk: Desk, worded: Worded) -> str:
    """Where the earlier text still stands, of what takes it back and of itself; may be empty."""
    if places := desk.still_said_in(worded):
        told = _("Not out yet in {places}: the earlier text is still there.")
        return told.format(places=", ".join(places))
    out = {publication.channel for publication in worded.publications}
    for other in reversed(desk.statements):
        at = other.statement.published_at
        left = [text for text in desk.still_said_in(other) if text in out]
        if left and at is not None and worded.statement.kind not in ENDING:
            told = _("“{kind}” came out at {time}, and is not here yet: {places}.")
            return told.format(
                kind=statement_label(other.statement.kind),
                time=clock_time(at),
                places=", ".join(left),
            )
    return ""


def undone(desk: Desk, statement: Statement, text: StatementText) -> list[tuple[str, str]]:
    """What a text says was done though nobody has ticked it: the words of the step, and its own."""
    found = filling.undone(desk, statement, text)
    return [(step.text, said) for step, said in found]


def not_false(desk: Desk, statement: Statement) -> str:
    """That a denial denies what the desk does not have as false, in a sentence; may be empty."""
    rumour = denied.not_false(desk, statement)
    return denied.says_not_false(rumour) if rumour else ""


def row(desk: Desk | None, worded: Worded) -> ListItem:
    """A statement in the list: what it is for, its languages, and how far it is."""
    statement = worded.statement
    languages = " ".join(text.language.upper() for text in worded.texts)
    return ListItem(
        statement.id,
        statement_label(statement.kind),
        f"{languages} · {line(worded)}",
        *state(desk, worded),
    )


_NARROWEST = 100


class TextView(QWidget):
    """The text on a quiet ground; it can be selected, and copied whole."""

    def __init__(self, notifier: Notifier) -> None:
        super().__init__()
        self._text = text_label("")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = button(
            _("Copy text"), lambda: outward.copy_text(notifier, self._text.text()), icon_name="copy"
        )
        # A long address would be wider than a small window; broken, it would be copied so.
        follow_theme(self, lambda: self._text.setMinimumWidth(current().px(_NARROWEST)))
        well = QFrame()
        well.setProperty("look", "well")
        inside = QVBoxLayout(well)
        spaced(inside, (12, 10, 12, 10))
        inside.addWidget(self._text)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(well)
        box.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)

    def show_text(self, text: str) -> None:
        """Show a text; without one there is nothing to copy."""
        self._text.setText(text or _("There is no text yet."))
        self._text.setAccessibleName(_("Whole text"))
        self._copy.setEnabled(bool(text))
