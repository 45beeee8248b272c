"""What the plan is for, on what it stands, what was there before it, and for whom it is."""

from collections.abc import Iterator

from core.days import long_day
from core.documents.model import Align, Block, Cell, Column, Line, Style, Table, cell
from core.fields import label
from core.i18n import _, ngettext
from core.numbers import number
from core.plan import guide
from core.plan.document.pieces import (
    GAP,
    Prose,
    brief_day,
    heading,
    named,
    said,
    section,
    sheet,
    web_link,
    written,
)
from core.plan.document.source import PlanSource, titled
from core.plan.kinds import AccountKind, Reach
from core.plan.labels import account_kind_label, reach_label, verdict_label
from core.plan.model import Account, Audience


def purpose(source: PlanSource, prose: Prose) -> list[Block]:
    """Purpose, political backing, term, principles, and what the plan agrees with."""
    charter = source.plan.charter
    return [
        *prose.head(1, "purpose"),
        *section(prose, 2, "scope", charter, "territory"),
        *section(prose, 2, "backing", charter, "backing"),
        *(written(term_in_words(source)) or [prose.missing("term")]),
        *section(prose, 2, "principles", charter, "principles"),
        *section(prose, 2, "offline", charter, "offline_plan"),
        *section(prose, 3, "brand", charter, "brand"),
    ]


def term_in_words(source: PlanSource) -> str:
    """From when to when the plan is in force, as a sentence; empty when no day is known."""
    start, end = source.plan.charter.start_on, source.plan.charter.end_on
    if start and end:
        return _("This plan is in force from {start} to {end}.").format(
            start=long_day(start), end=long_day(end)
        )
    if start:
        return _("This plan is in force from {start}.").format(start=long_day(start))
    if end:
        return _("This plan is in force until {end}.").format(end=long_day(end))
    return ""


def starting_point(source: PlanSource, prose: Prose) -> list[Block]:
    """The audit of the accounts, and what is said of the body."""
    looked = source.plan.accounts and source.plan.charter.reputation.strip()
    return [
        *prose.head(1, "start_looked" if looked else "start"),
        *_accounts(source, prose),
        *section(prose, 2, "reputation", source.plan.charter, "reputation"),
    ]


def _accounts(source: PlanSource, prose: Prose) -> Iterator[Block]:
    """The table of accounts. Who owns one, who holds its password, and notes are not public."""
    if not source.plan.accounts:
        yield from prose.empty(2, "accounts")
        return
    yield from prose.head(2, "accounts")
    names = {network.id: network.name for network in guide.networks()}
    columns = (
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
    """Whom the plan speaks to."""
    if not source.plan.audiences:
        return prose.empty(1, "audiences")
    blocks = [*prose.head(1, "audiences"), _table(source)]
    # Of one with a name alone the table has said all.
    sheets = [(item, told) for item in source.plan.audiences if (told := _sheet(item))]
    if sheets:
        blocks += prose.head(2, "audience_sheets")
    for audience, told in sheets:
        blocks += [heading(3, audience.title), *told]
    return blocks


def _table(source: PlanSource) -> Table:
    columns = (
        Column(_("Audience"), 2.4),
        Column(label(Audience, "size"), 1.0, Align.END),
        Column(_("Where most of it is"), 3.4),
    )
    rows = tuple(_audience_row(source, audience) for audience in source.plan.audiences)
    return Table(columns, rows, _("The audiences of this plan"), row_header=True)


def _audience_row(source: PlanSource, item: Audience) -> tuple[Cell, ...]:
    return (named(item.title, item.suggested), said(_size(item)), said(_best(source, item)))


def _best(source: PlanSource, audience: Audience) -> str:
    """The channels that most of it is on; those with some of it where there is none of those."""
    for reach in (Reach.MANY, Reach.SOME, Reach.FEW):
        if found := _on(source, audience, reach):
            return found if reach is Reach.MANY else f"{found} ({reach_label(reach)})"
    return ""


def _on(source: PlanSource, audience: Audience, reach: Reach) -> str:
    """The channels on which just so much of an audience is."""
    wanted = tuple(
        item.channel_id
        for item in source.plan.presences
        if item.audience_id == audience.id and item.reach is reach
    )
    return source.channels(wanted)


def _size(audience: Audience) -> str:
    return "" if audience.size is None else number(audience.size)


def _sheet(audience: Audience) -> list[Block]:
    """What is known of it; where it is stands in the chapter of the channels."""
    fields = ("sociodemographic", "socioeconomic", "psychographic", "services")
    rows = ((label(Audience, field), getattr(audience, field)) for field in fields)
    return sheet(_("Item"), _("What is known"), rows, audience.suggested)
