"""The proposal that takes the plan to the council: one page, of what is so on the day of printing.

Laws stand in it as they were read for the project; the secretary of the town looks at it before
it is signed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import msgspec

from core import content
from core.days import long_day
from core.documents.model import (
    Block,
    Bullets,
    Document,
    Field,
    Fields,
    Heading,
    Layout,
    Para,
    Signatures,
)
from core.i18n import Language, _, ngettext
from core.numbers import number
from core.plan import electoral, unreviewed
from core.plan.document import channels, objectives, pieces, uses
from core.plan.document.plan import signatures, title_with
from core.plan.document.source import PlanSource, last_approved, live
from core.plan.model import Version
from core.store import Connection
from core.town.document import headed
from core.town.model import BodyKind, body_fields


class _Bodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How those who vote and who carries it out are called inside a sentence."""

    the_plenary: str
    to_the_plenary: str
    to_the_head: str


class _AgreementTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `plan-agreement`."""

    bodies: dict[BodyKind, _Bodies]
    both: str
    plan_alone: str
    earlier: str
    no_earlier: str
    sets: str
    rules_say: str
    rules_stand: str
    no_rules: str
    law_rules: str
    law_advice: str
    law_access: str
    law_minors: str
    law_electoral: str
    proposes: str
    first: str
    rules: str
    keeps: str
    entrusts: str
    entrusts_nobody: str
    entrusts_both: str
    publishes: str
    reports: str
    reports_at_end: str
    model: str


def agreement(connection: Connection, language: Language, today: date) -> Document:
    """The proposal for the plan as it stands now, in the current language."""
    return compose(live(connection, today), language, today, last_approved(connection))


def compose(
    source: PlanSource, language: Language, today: date, last: Version | None = None
) -> Document:
    """The proposal to approve the plan of `source`; `last` is the version in force before it."""
    texts = content.load("plan-agreement", _AgreementTexts)
    waiting = unreviewed.told(source.plan)
    proposal = _Proposal(source, texts, last)
    return replace(
        headed(source.town, source.crest, language, today),
        code="PRO-01",
        title=_("Proposed resolution"),
        subtitle=proposal.subject(),
        version=source.number,
        blocks=tuple(proposal.blocks(waiting)),
        layout=Layout.SHEET,
        one_page=True,
        formal=True,
        watermark=_("DRAFT") if waiting else "",
    )


class _Proposal:
    """The parts of the page, each chosen by what the plan says."""

    def __init__(self, source: PlanSource, texts: _AgreementTexts, last: Version | None) -> None:
        self._source, self._texts, self._last = source, texts, last
        self._charter = charter = source.plan.charter
        self._fields = {
            **body_fields(source.town),
            **msgspec.structs.asdict(texts.bodies[source.town.kind]),
            "plan": title_with(charter, _("Strategic social media plan")),
        }
        self._rules = bool(uses.rule_lines(charter))
        self._new_rules = self._rules and not (charter.rules_body and charter.rules_on)

    def subject(self) -> str:
        """What is to be approved."""
        return self._fill(self._texts.both if self._new_rules else self._texts.plan_alone)

    def blocks(self, waiting: str) -> Iterator[Block]:
        """The whole page."""
        # Translators: Meeting of the council.
        yield Fields((Field(_("File number")), Field(_("Session"))))
        # Translators: Heading of a proposal of agreement: antecedents.
        yield Heading(1, _("Background"))
        yield Bullets(tuple(self._background()), numbered=True)
        if waiting:
            yield Para(waiting)
        yield Fields((Field(_("New expenditure that it brings, in euros")),))
        # Translators: Heading of a proposal of agreement: legal reasons.
        yield Heading(1, _("Grounds"))
        yield Bullets(tuple(self._grounds()))
        yield Heading(1, self._fill(self._texts.proposes))
        yield Bullets(tuple(self._agreements()), numbered=True)
        yield Fields(
            (
                Field(_("In {town}, on").format(town=self._source.town.name), 2.2),
                # Translators: Votes against, beside a blank to fill in.
                *(Field(vote, 0.8) for vote in (_("In favour"), _("Against"), _("Abstentions"))),
            )
        )
        yield Signatures(signatures(self._source).items[:1])
        yield Para(self._texts.model)

    def _fill(self, template: str, **more: str) -> str:
        return template.format_map(self._fields | more)

    def _background(self) -> Iterator[str]:
        texts, last = self._texts, self._last
        if last is None:
            yield texts.no_earlier
        else:
            day = long_day(last.approved_on or last.frozen_at.date())
            yield self._fill(texts.earlier, number=str(last.number), day=day)
        what = ", ".join(_counts(self._source))
        sets = self._fill(texts.sets, what=what) if what else ""
        told = " ".join(filter(None, (sets, channels.means(self._source))))
        yield told or pieces.load(self._source.town).told("objectives")
        if self._new_rules:
            yield texts.rules_say
        elif self._rules:
            yield f"{texts.rules_stand} {uses.approval_of_rules(self._charter)}"
        else:
            yield texts.no_rules

    def _grounds(self) -> Iterator[str]:
        texts, start, end = self._texts, self._charter.start_on, self._charter.end_on
        if self._new_rules:
            yield self._fill(texts.law_advice)
        if self._new_rules and self._source.town.kind is BodyKind.MUNICIPALITY:
            yield texts.law_rules
        yield texts.law_access
        if self._charter.images.strip():
            yield texts.law_minors
        if start and end and electoral.periods(start, end):
            yield texts.law_electoral

    def _agreements(self) -> Iterator[str]:
        texts, end = self._texts, self._charter.end_on
        yield self._fill(texts.first, number=str(self._source.number))
        if self._rules:
            yield texts.rules if self._new_rules else texts.keeps
        owner, other = _in_charge(self._source)
        entrusted = texts.entrusts if owner else texts.entrusts_nobody
        yield self._fill(texts.entrusts_both if other else entrusted, owner=owner, other=other)
        yield self._fill(texts.publishes)
        if end:
            yield self._fill(texts.reports, day=long_day(end))
        else:
            yield self._fill(texts.reports_at_end)


def _counts(source: PlanSource) -> Iterator[str]:
    """What the plan sets, as far as it does: objectives, audiences, channels."""
    plan = source.plan
    general, specific = len(plan.general_objectives()), len(objectives.specific(source))
    audiences, there = len(plan.audiences), len(plan.channels)
    offline = sum(channel.offline for channel in plan.channels)
    for count, words in (
        (general, ngettext("one general objective", "{count} general objectives", general)),
        (specific, ngettext("one specific objective", "{count} specific objectives", specific)),
        (audiences, ngettext("one audience", "{count} audiences", audiences)),
        (there, ngettext("one channel", "{count} channels", there)),
        (offline, ngettext("one of them offline", "{count} of them offline", offline)),
    ):
        if count:
            yield words.format(count=number(count))


def _in_charge(source: PlanSource) -> tuple[str, str]:
    """The post that looks after most channels, and the one that most often stands in for it.

    Only posts that somebody holds: nobody can be put in charge of a vacant one.
    """
    held = {person.id for person in source.plan.people if source.snapshot.holder(person.contact_id)}
    owners = Counter(item.owner_id for item in source.plan.channels if item.owner_id in held)
    if not owners:
        return "", ""
    owner, _count = owners.most_common(1)[0]
    others = Counter(
        item.substitute_id
        for item in source.plan.channels
        if item.owner_id == owner and item.substitute_id in held - {owner}
    )
    return source.post(owner), source.post(others.most_common(1)[0][0]) if others else ""
