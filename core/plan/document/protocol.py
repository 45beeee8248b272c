"""The crisis protocol and the electoral period."""

from collections.abc import Iterator

from core.days import long_day
from core.documents.glyphs import called
from core.documents.model import (
    Align,
    Block,
    Cell,
    Column,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.fields import label
from core.i18n import _, ngettext
from core.numbers import number, percent
from core.plan import electoral
from core.plan.document.pieces import (
    GAP,
    Prose,
    lines,
    marked_once,
    proposal,
    said,
    sheet,
    text_of,
    written,
)
from core.plan.document.source import PlanSource
from core.plan.labels import level_label
from core.plan.model import Level
from core.plan.snapshot import NamedContact
from core.roster.model import Hat, hat_label


def crisis(source: PlanSource, prose: Prose) -> list[Block]:
    """What a crisis is, levels, who does what, rehearsal."""
    charter = source.plan.charter
    rehearsed = ""
    if charter.rehearsed_on:
        rehearsed = _("The protocol was last rehearsed on {day}.").format(
            day=long_day(charter.rehearsed_on)
        )
    return [
        *prose.head(1, "crisis"),
        *(text_of(charter, "crisis_meaning") or [prose.missing("crisis")]),
        *(written(rehearsed) or [prose.missing("rehearsal")]),
        *_levels(source, prose),
        *_hats(source, prose),
    ]


def actions(source: PlanSource, prose: Prose) -> list[Block]:
    """What is done on each level."""
    body = sheet((level_label(level.name), _acted(level)) for level in source.plan.levels)
    return [*prose.head(1, "actions"), *body] if body else []


def _acted(level: Level) -> str:
    """The steps, and what listening counts to propose the level."""
    counted = "; ".join(thresholds(level))
    signs = _("Listening proposes it from: {signs}.").format(signs=counted) if counted else ""
    return "\n".join(filter(None, (level.actions, signs)))


def described(source: PlanSource) -> list[Level]:
    """The levels that say when they are declared or what happens then."""
    return [
        level
        for level in source.plan.levels
        if level.trigger.strip() or level.actions.strip() or level.told or thresholds(level)
    ]


def _levels(source: PlanSource, prose: Prose) -> Iterator[Block]:
    levels = described(source)
    if not levels:
        yield from prose.empty(2, "levels")
        return
    yield from prose.head(2, "levels")
    columns = (
        Column(_("Level"), 1.1),
        Column(label(Level, "trigger"), 4.2),
        Column(label(Level, "told"), 2.5),
        Column(label(Level, "minutes"), 1.6, Align.END),
    )
    rows = tuple(_level(source, level) for level in levels)
    yield from marked_once(Table(columns, rows, _("The levels of the protocol"), row_header=True))


def _level(source: PlanSource, level: Level) -> tuple[Cell, ...]:
    approver = source.post(level.approver_id)
    approves = _("Approves the text: {post}").format(post=approver) if approver else ""
    return (
        cell(
            Line(level_label(level.name), Style.STRONG),
            Line(proposal() if level.suggested else "", Style.MUTED),
        ),
        cell(*(lines(level.trigger) or [Line("; ".join(thresholds(level)) or GAP)])),
        cell(source.posts(level.told) or GAP, Line(approves, Style.MUTED)),
        said(None if level.minutes is None else number(level.minutes)),
    )


def thresholds(level: Level) -> list[str]:
    """The figures that listening compares with; any one of them is enough, but that red takes both
    its count and its share."""
    found = []
    if level.mentions_day is not None:
        found.append(
            ngettext(
                "{count} mention in 24 hours", "{count} mentions in 24 hours", level.mentions_day
            ).format(count=number(level.mentions_day))
        )
    if level.negative_share is not None:
        share = percent(level.negative_share)
        found.append(_("{share} of mentions negative").format(share=share))
    if level.takes_both:
        found = [_("{count}, {share}").format(count=found[0], share=found[1])]
    if level.sensitive:
        found.append(_("one sensitive word"))
    return found


def _hats(source: PlanSource, prose: Prose) -> Iterator[Block]:
    if not any(holder.hats for holder in source.snapshot.holders):
        yield from prose.empty(2, "hats")
        return
    yield from prose.head(2, "hats")
    columns = (
        Column(_("In a crisis"), 1.6),
        Column(_("Who"), 2.4),
        Column(_("Deputy"), 2.4),
    )
    worn = [hat for hat in Hat if source.snapshot.wearing(hat)]
    rows = tuple(_hat(source, hat) for hat in worn)
    yield Table(columns, rows, _("Who does what in a crisis"), row_header=True)
    if vacant := [hat_label(hat) for hat in Hat if hat not in worn]:
        yield Para(_("Nobody has these yet: {hats}.").format(hats=", ".join(vacant)))


def _hat(source: PlanSource, hat: Hat) -> tuple[Cell, ...]:
    wearers = source.snapshot.wearing(hat)
    stand_ins = [source.snapshot.holder(wearer.substitute_id) for wearer in wearers]
    return (
        cell(Line(hat_label(hat), Style.STRONG)),
        _posts(source, wearers),
        _posts(source, [holder for holder in stand_ins if holder]),
    )


def _posts(source: PlanSource, holders: list[NamedContact]) -> Cell:
    """By post; the name only where nothing else says who it is."""
    if not holders:
        return cell(Line(_("nobody yet"), Style.MUTED))
    return cell(*dict.fromkeys(public_name(source, holder) for holder in holders))


def public_name(source: PlanSource, holder: NamedContact) -> str:
    """How a contact is named in a public paper: by its post in the plan or in the roster."""
    labels = (item.label for item in source.plan.people if item.contact_id == holder.contact_id)
    return called(next(labels, "") or holder.post or holder.name)


def elections(source: PlanSource, prose: Prose) -> list[Block]:
    """The electoral periods of the plan's time, and what may be said in them."""
    return [
        *prose.head(1, "electoral"),
        *_periods(source),
        *(text_of(source.plan.charter, "electoral_guard") or [prose.missing("electoral")]),
    ]


def _periods(source: PlanSource) -> Iterator[Block]:
    start, end = source.plan.charter.start_on, source.plan.charter.end_on
    if start is None or end is None:
        return
    found = electoral.periods(start, end)
    if not found:
        yield Para(_("No municipal election falls within the time of this plan."))
        return
    for period in found:
        yield Para(
            _(
                "{name}: from {called} to {voted}. The dates are computed and provisional until"
                " the decree of the call is published."
            ).format(
                name=period.name,
                called=long_day(period.called_on),
                voted=long_day(period.voted_on),
            )
        )
