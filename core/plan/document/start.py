"""What the plan is for, on what it stands, what was there before it, and for whom it is."""

from collections.abc import Iterator

from core.days import long_day
from core.documents.glyphs import titled
from core.documents.model import Align, Block, Cell, Column, Line, Para, Style, Table, cell
from core.fields import label
from core.i18n import _, ngettext
from core.numbers import number
from core.plan import guide
from core.plan.document.pieces import (
    GAP,
    Prose,
    brief_day,
    heading,
    marked_once,
    named,
    said,
    section,
    sheet,
    web_link,
    written,
)
from core.plan.document.source import PlanSource
from core.plan.kinds import AccountKind, Reach
from core.plan.labels import account_kind_label, reach_label, verdict_label
from core.plan.model import Account, Audience
from core.plan.unreviewed import assumed


def purpose(source: PlanSource, prose: Prose) -> list[Block]:
    """Purpose, political backing, term, what was there before, and principles."""
    charter = source.plan.charter
    return [
        *prose.head(1, "purpose"),
        *section(prose, 2, "backing", charter, "backing"),
        *(written(term_in_words(source)) or [prose.missing("term")]),
        *prose.head(2, "ground"),
        Para(_ground(source, prose)),
        *section(prose, 2, "principles", charter, "principles"),
    ]


def _ground(source: PlanSource, prose: Prose) -> str:
    """What was looked at before the plan, and what was not: the annex has it whole."""
    listed, said = len(source.plan.accounts), source.plan.charter.reputation.strip()
    found = [
        ngettext(
            "The technical annex lists the one account that exists.",
            "The technical annex lists the {count} accounts that exist.",
            listed,
        ).format(count=number(listed))
        if listed
        else prose.told("accounts"),
        _("What is said today is described there.") if said and listed else "",
        _("The technical annex describes what is said today.") if said and not listed else "",
        "" if said else prose.told("reputation"),
    ]
    return " ".join(filter(None, found))


def term_in_words(source: PlanSource) -> str:
    """From when to when the plan is in force, as a sentence; empty when no day is known."""
    start, end = source.plan.charter.start_on, source.plan.charter.end_on
    if start and end:
        approved = _("This plan is in force from {start} to {end}.")
        draft = _("Once approved, this plan will be in force from {start} to {end}.")
        told = approved if source.version else draft
        return told.format(start=long_day(start), end=long_day(end))
    if start:
        approved = _("This plan is in force from {start}.")
        draft = _("Once approved, this plan will be in force from {start}.")
        return (approved if source.version else draft).format(start=long_day(start))
    if end:
        approved = _("This plan is in force until {end}.")
        draft = _("Once approved, this plan will be in force until {end}.")
        return (approved if source.version else draft).format(end=long_day(end))
    return ""


def starting_point(source: PlanSource, prose: Prose) -> list[Block]:
    """Whom the body serves, the accounts that exist, what is said of it, its other channels."""
    charter = source.plan.charter
    looked = source.plan.accounts and charter.reputation.strip()
    return [
        *prose.head(1, "start_looked" if looked else "start"),
        *section(prose, 2, "scope", charter, "territory"),
        *_accounts(source, prose),
        *section(prose, 2, "reputation", charter, "reputation"),
        *section(prose, 2, "offline", charter, "offline_plan"),
        *section(prose, 3, "brand", charter, "brand"),
    ]


def _accounts(source: PlanSource, prose: Prose) -> Iterator[Block]:
    """The table of accounts. Who owns one, who holds its password, and notes are not public."""
    if not source.plan.accounts:
        yield from prose.empty(2, "accounts")
        return
    yield from prose.head(2, "accounts")
    names = {network.id: network.name for network in guide.networks()}
    columns = (
        # Translators: Column: an account on a social network.
        Column(_("Account"), 2.7),
        Column(label(Account, "kind"), 1.7),
        Column(label(Account, "last_post_on"), 1.3),
        Column(_("People with the password"), 1.2, Align.END),
        Column(label(Account, "verdict"), 1.6),
    )
    rows = tuple(_row(account, names.get(account.network, "")) for account in source.plan.accounts)
    yield Table(columns, rows, _("Accounts that exist and what will be done"), row_header=True)


def _row(account: Account, network: str) -> tuple[Cell, ...]:
    ours = account.kind in (AccountKind.OWN, AccountKind.ABANDONED)
    name = Line(titled(account.title), link=web_link(account.address) if ours else "")
    return (
        cell(name, Line(network, Style.MUTED), Line(_followers(account), Style.MUTED)),
        said(account_kind_label(account.kind)),
        said(brief_day(account.last_post_on)),
        said(number(len(account.holders))) if ours else cell(GAP),
        said(verdict_label(account.verdict)),
    )


def _followers(account: Account) -> str:
    if account.followers is None:
        return ""
    return ngettext("{count} follower", "{count} followers", account.followers).format(
        count=number(account.followers)
    )


def audiences(source: PlanSource, prose: Prose) -> list[Block]:
    """Whom the plan speaks to, and how far that is known."""
    if not source.plan.audiences:
        return prose.empty(1, "audiences")
    return [*prose.head(1, "audiences"), *marked_once(_table(source)), *_assumed(source)]


def _assumed(source: PlanSource) -> Iterator[Block]:
    cells = [item for item in source.plan.presences if item.reach is not Reach.NONE]
    count = sum(map(assumed, cells))
    if 1 < count == len(cells):
        told = _(
            "All {whole} places where an audience is said to be are assumptions that nobody has"
            " checked."
        )
        yield Para(told.format(whole=number(len(cells))))
    elif count:
        yield Para(
            ngettext(
                "Of {whole} places where an audience is said to be, one is an assumption that"
                " nobody has checked. The technical annex says which.",
                "Of {whole} places where an audience is said to be, {count} are assumptions that"
                " nobody has checked. The technical annex says which.",
                count,
            ).format(whole=number(len(cells)), count=number(count))
        )


def audience_sheets(source: PlanSource, prose: Prose) -> list[Block]:
    """What is known of each audience; of one with a name alone the plan has said all."""
    sheets = [(item, told) for item in source.plan.audiences if (told := _sheet(item))]
    blocks = prose.head(1, "audience_sheets") if sheets else []
    for audience, told in sheets:
        blocks += [heading(2, audience.title), *told]
    return blocks


def _table(source: PlanSource) -> Table:
    columns = (
        Column(_("Audience"), 2.4),
        Column(label(Audience, "size"), 1.0, Align.END),
        Column(_("Where it is above all"), 3.4),
    )
    rows = tuple(_audience_row(source, audience) for audience in source.plan.audiences)
    return Table(columns, rows, _("The audiences of this plan"), row_header=True)


def _audience_row(source: PlanSource, item: Audience) -> tuple[Cell, ...]:
    there, only_assumed = _best(source, item)
    mark = Line(_("assumption, not checked") if only_assumed else "", Style.MUTED)
    return (
        named(item.title, item.suggested),
        said(_size(item)),
        cell(Line(there or GAP), mark),
    )


def _best(source: PlanSource, audience: Audience) -> tuple[str, bool]:
    """The channels that most of it is on; those with some of it where there is none of those.

    And whether that is only assumed of one of them.
    """
    for reach in (Reach.MANY, Reach.SOME, Reach.FEW):
        there = [
            item
            for item in source.plan.presences
            if item.audience_id == audience.id and item.reach is reach
        ]
        if names := source.channels(tuple(item.channel_id for item in there)):
            told = names if reach is Reach.MANY else f"{names} ({reach_label(reach)})"
            return told, any(map(assumed, there))
    return "", False


def _size(audience: Audience) -> str:
    return "" if audience.size is None else number(audience.size)


def _sheet(audience: Audience) -> list[Block]:
    """What is known of it; where it is stands in the chapter of the channels."""
    fields = ("sociodemographic", "socioeconomic", "psychographic", "services")
    rows = ((label(Audience, field), getattr(audience, field)) for field in fields)
    return sheet(rows, audience.suggested)
