"""Of the after-action report: its hours and promises, what was decided, who did what, and the log.

The log stands there entry by entry, with how to tell that it is whole.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from core.crisis import log
from core.crisis.desk import Desk, Worded
from core.crisis.document import parts
from core.crisis.document.parts import Times
from core.crisis.incidents.figures import Figures, Promise, PromiseOutcome, minutes, published
from core.crisis.labels import call_outcome_label, log_kind_label, statement_label, way_label
from core.crisis.model import Call, CallOutcome, LogEntry, LogKind, Tick, TickState, WornHat
from core.documents.glyphs import called, shorten, titled
from core.documents.model import (
    Align,
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Heading,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.documents.rich import Text, rich, spoken
from core.i18n import _, pgettext
from core.plan.document.pieces import GAP, filled, lines, said
from core.roster.model import Hat, hat_label
from core.store import Connection

_DECISIONS = (LogKind.OPENED, LogKind.LEVEL, LogKind.MODERATION, LogKind.CLOSED)
"""Kinds of entries that say what somebody decided."""
_LATER = 5
"""Minutes after which an entry says when it was written."""
_MOST_QUOTED = 90


def hours(known: Figures, when: Times) -> Iterator[Block]:
    """From the first sign to the close, and each hour that was promised to the public."""
    yield Heading(1, _("How fast"))
    columns = (
        Column(pgettext("time", "Moment"), 3.0),
        Column(_("Time"), 1.4),
        Column(_("From the opening"), 1.4, Align.END),
    )
    rows = tuple(_moment(known, when, label, at) for label, at in _moments(known))
    yield Table(columns, rows, row_header=True)
    yield Heading(2, _("What was promised to the public"))
    if not known.promises:
        yield Para(_("No time was promised."))
        return
    columns = (
        Column(_("Promised for"), 1.4),
        Column(_("The next one came at"), 1.4),
        # Translators: Column: whether the promised time was kept.
        Column(_("Kept"), 2.4),
    )
    promised = tuple(
        (cell(when.at(promise.due)), said(when.at(promise.came_at)), cell(_kept(promise)))
        for promise in known.promises
    )
    yield Table(columns, promised, row_header=True)


def _moments(known: Figures) -> Iterator[tuple[str, datetime]]:
    named = (
        (_("First sign, seen from outside"), known.first_sign_at),
        (_("Detected: the incident is opened"), known.opened_at),
        (_("The level changes first"), known.level_at),
        (_("First notice is public"), known.first_line_at),
        # Translators: Row of a table: when the incident was closed.
        (_("Closed"), known.closed_at),
    )
    yield from ((label, at) for label, at in named if at is not None)


def _moment(known: Figures, when: Times, label: str, at: datetime) -> tuple[Cell, ...]:
    after = minutes(known.opened_at, at)
    lapse = parts.lapse(abs(after))
    told = _("{lapse} before").format(lapse=lapse) if after < 0 else lapse if after else GAP
    return cell(label), cell(when.at(at)), cell(told)


def _kept(promise: Promise) -> str:
    return {
        PromiseOutcome.KEPT: _("Yes"),
        # Translators: {lapse} is such as 12 min.
        PromiseOutcome.LATE: _("{lapse} late").format(lapse=parts.lapse(promise.late)),
        PromiseOutcome.MISSED: _("No: nothing more was published"),
        PromiseOutcome.ENDED: _("It was closed before"),
        PromiseOutcome.WAITING: _("Still to come"),
    }[promise.state]


def found_out(desk: Desk) -> Iterator[Block]:
    """The questions of the first hour with their answers, and those that nobody answered."""
    if not desk.facts:
        return
    language = desk.incident.language
    yield Heading(1, _("What was found out"))
    known = [fact for fact in desk.facts if fact.answer.strip()]
    if known:
        columns = (
            Column(_("Question"), 2.6),
            Column(pgettext("fact", "Answer"), 2.8),
            Column(_("Who says so"), 1.6),
        )
        rows = tuple(
            tuple(
                said(text, language) for text in (fact.question, fact.answer, shorten(fact.source))
            )
            for fact in known
        )
        yield Table(columns, rows, row_header=True)
    open_ones = tuple(
        spoken(titled(fact.question), language) for fact in desk.facts if fact not in known
    )
    if open_ones:
        yield Heading(2, _("What nobody could answer"))
        yield Bullets(open_ones)


def decisions(desk: Desk, when: Times) -> Iterator[Block]:
    """What was decided, by whom: levels, approvals, steps left out, the close."""
    yield Heading(1, _("Decisions"))
    language = desk.incident.language
    found = [_entered(entry, language) for entry in desk.log if entry.kind in _DECISIONS]
    found += [_approved(item) for item in desk.statements if item.statement.approved_at]
    steps = {step.id: step.text for step in desk.scenario.steps}
    found += [
        _left_out(tick, steps, language)
        for tick in desk.ticks
        if tick.state is TickState.NOT_NEEDED
    ]
    columns = (
        Column(_("Time"), 1.0),
        Column(_("What was decided"), 4.6),
        Column(_("Who"), 1.6),
    )
    rows = tuple(
        (cell(when.at(at)), what, said(shorten(who)))
        for at, what, who in sorted(found, key=lambda pair: pair[0])
    )
    yield Table(columns, rows, row_header=True) if rows else Para(_("No decision was noted."))


def _entered(entry: LogEntry, language: str) -> tuple[datetime, Cell, str]:
    return entry.at, said(entry.text, language), entry.who


def _approved(worded: Worded) -> tuple[datetime, Cell, str]:
    statement = worded.statement
    what = _("Approved: {kind}, {how}").format(
        kind=statement_label(statement.kind),
        how=way_label(statement.approved_how) or _("not said how"),
    )
    return statement.approved_at or statement.made_at, cell(what), statement.approved_by


def _left_out(tick: Tick, steps: Mapping[str, str], language: str) -> tuple[datetime, Cell, str]:
    what = rich(
        _("Not needed: {step}. {why}"),
        step=spoken(steps.get(tick.step, tick.step), language),
        why=spoken(tick.note, language),
    )
    return tick.at, cell(what), tick.who


def people(desk: Desk, when: Times) -> Iterator[Block]:
    """Who wore which hat and whom it was handed to, and who was called."""
    yield Heading(1, _("Who did what"))
    yield from _hats(desk, when)
    yield Heading(2, pgettext("report", "Calls"))
    tried = [call for call in desk.calls if call.outcome is not CallOutcome.WAITING]
    if not tried:
        yield Para(_("Nobody was called."))
        return
    columns = (
        Column(_("Time"), 1.0),
        Column(_("Who"), 2.0),
        Column(_("What came of it"), 1.4),
        Column(_("What was said"), 3.0),
    )
    names = {call.id: call.name for call in desk.calls}
    rows = tuple(_call(call, names, when, desk.incident.language) for call in tried)
    yield filled(Table(columns, rows, row_header=True))


def _hats(desk: Desk, when: Times) -> Iterator[Block]:
    if not desk.hats:
        yield Para(_("Nobody was given a role."))
        return
    columns = (
        Column(_("Crisis role"), 1.8),
        Column(_("Who had it"), 2.6),
        # Translators: Column: from what time somebody had a role.
        Column(_("Since"), 1.2),
        Column(_("Handed over at"), 1.4),
    )
    order = list(Hat)
    worn = sorted(desk.hats, key=lambda hat: (order.index(hat.hat), hat.since, hat.id))
    yield filled(Table(columns, tuple(_hat(hat, when) for hat in worn), row_header=True))


def _hat(hat: WornHat, when: Times) -> tuple[Cell, ...]:
    return (
        cell(hat_label(hat.hat)),
        said(called(hat.name)),
        cell(when.at(hat.since)),
        said(when.at(hat.until)),
    )


def _call(call: Call, names: Mapping[int, str], when: Times, language: str) -> tuple[Cell, ...]:
    called_for = names.get(call.instead_of or 0, "")
    instead = _("instead of {name}").format(name=called_for) if called_for else ""
    return (
        said(when.at(call.at)),
        cell(called(call.name), Line(instead, Style.MUTED)),
        cell(call_outcome_label(call.outcome)),
        said(call.said, language),
    )


def timeline(connection: Connection, desk: Desk, when: Times, proof: str) -> Iterator[Block]:
    """Every entry in the order in which things happened, and the last number with its digest."""
    yield Heading(1, _("The log"))
    if not desk.log:
        yield Para(_("Nothing was written in the log."))
        return
    yield Para(
        _(
            "In the order in which it happened; the number is the order in which it was "
            "written down."
        )
    )
    broken = log.broken_at(connection)
    if broken is not None:
        yield Callout(
            CalloutKind.WARNING, _("The log is not intact"), (log.broken_sentence(broken),)
        )
    told = _ToldLog.of(desk, when)
    if told.keeper:
        yield Para(_("Noted by {name}, where no other name is given.").format(name=told.keeper))
    columns = (
        Column(pgettext("log", "No."), 0.65, Align.END),
        Column(_("Time"), 0.7 if when.one_day else 1.3),
        Column(_("About"), 1.1),
        Column(_("What happened"), 5.5),
    )
    rows = map(told.row, sorted(desk.log, key=lambda entry: (entry.at, entry.id)))
    yield _proof(desk.log[-1], proof)
    yield Table(columns, tuple(rows))


@dataclass(frozen=True)
class _ToldLog:
    """What the rows of the log need of all of it."""

    when: Times
    language: str
    entries: Mapping[int, LogEntry]
    """By number."""
    corrected: Mapping[int, int]
    """By the number of what was wrong, the number of what is right."""
    keeper: str
    """Who noted most of it."""
    public: Sequence[str]
    """The texts that stand in the report as they were published."""

    @classmethod
    def of(cls, desk: Desk, when: Times) -> "_ToldLog":
        names = Counter(entry.who for entry in desk.log)
        return cls(
            when,
            desk.incident.language,
            {entry.id: entry for entry in desk.log},
            {entry.corrects: entry.id for entry in desk.log if entry.corrects is not None},
            names.most_common(1)[0][0],
            [text.whole for told in published(desk.statements) for text in told.texts],
        )

    def row(self, entry: LogEntry) -> tuple[Cell, ...]:
        """One entry; a text that stands in the report already is not said again."""
        said = entry.text
        for text in filter(None, self.public if entry.kind is LogKind.STATEMENT else ()):
            said = said.partition(text)[0].rstrip(" «“\n:")
        notes = self._notes(entry)
        if said != entry.text:
            notes = chain([_("Its text is in “What was said in public”.")], notes)
        return (
            cell(str(entry.id)),
            cell(self.when.at(entry.at)),
            cell(Line(log_kind_label(entry.kind), Style.MUTED)),
            cell(*lines(said, self.language), *(Line(note, Style.MUTED) for note in notes)),
        )

    def _notes(self, item: LogEntry) -> Iterator[Text]:
        """Who noted it, what it corrects or by what it was, and how it came to be written."""
        if item.who not in ("", self.keeper):
            yield _("Noted by {name}").format(name=item.who)
        wrong = self.entries.get(item.corrects or 0)
        if wrong is not None:
            yield rich(
                _("Corrects entry {number}: “{text}”"),
                number=str(wrong.id),
                text=spoken(shorten(wrong.text, _MOST_QUOTED), self.language),
            )
        if item.id in self.corrected:
            yield _("Corrected in entry {number}").format(number=self.corrected[item.id])
        if item.on_paper:
            told = _("Written on paper; typed in on {moment}")
            yield told.format(moment=parts.full(item.written_at))
        elif minutes(item.at, item.written_at) > _LATER:
            yield _("Written down: {time}").format(time=self.when.at(item.written_at))


def _proof(last: LogEntry, proof: str) -> Callout:
    digest = _("**Last entry:** {number}. **Its digest (SHA-256):** {digest}")
    return Callout(
        CalloutKind.INFO,
        _("How to tell that nothing was changed"),
        (proof, rich(digest, number=str(last.id), digest=last.digest)),
    )
