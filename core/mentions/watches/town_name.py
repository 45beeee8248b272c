"""The name of the town: what else it may mean, and the rule that finds the town and little else.

A town whose name is nobody else's is found wherever it is named. Otherwise what is certain to be
of others is left out; and where that is not enough the name counts only near words that tell the
town, in a small place also in the phrases in which the press writes of towns. The limits are our
own judgement: a name that few mean is better found too little than in a flood.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from core.i18n import _, ngettext
from core.mentions.kinds import WatchKind
from core.mentions.model import Watch
from core.mentions.watches import namesakes, spellings
from core.mentions.watches.namesakes import KNOWN, Namesakes
from core.text import fold
from core.town import gazetteer
from core.town.model import Town

_SMALL = 5_000
"""Below, a name that is a word or a surname and stands alone is taken for that."""

_DISTANCE = 30
"""Words between the name and what tells that it is the town's: about a paragraph."""

_SHOWN = 3
"""Examples in a sentence."""

Field = Literal["any_of", "near", "none_of", "longer", "capitals"]


class DoubtKind(StrEnum):
    """Why a name may mean something else."""

    ABROAD = "abroad"
    TWIN = "twin"
    WORD = "word"
    ARTICLE = "article"
    PERSON = "person"
    SAINT = "saint"
    PROVINCE = "province"
    LONGER = "longer"


@dataclass(frozen=True)
class Proposal:
    """One change of the town's watch, for one button."""

    id: str
    sentence: str
    field: Field
    words: tuple[str, ...] = ()
    applied: bool = True
    """Part of the watch that a new workspace has; otherwise only offered."""


@dataclass(frozen=True)
class Doubt:
    """What else the name may mean, in words, and what can be done about it."""

    kind: DoubtKind
    sentence: str
    proposals: tuple[Proposal, ...] = ()


def doubts(town: Town) -> list[Doubt]:
    """What else the town's name may mean, in the current language, the gravest first."""
    facts = namesakes.of(town)
    found = [
        *_abroad(facts),
        *_twins(town, facts),
        *_everyday(facts),
        *_province(town, facts),
        *_longer(facts),
    ]
    if not _needs_context(facts):
        return found
    near = _near(town, facts)
    return [replace(found[0], proposals=(near, *found[0].proposals)), *found[1:]]


def proposals(town: Town) -> list[Proposal]:
    """Every change of the watch that the town's name calls for, in the order to make them."""
    facts = namesakes.of(town)
    forms = spellings.forms(facts.names, town.languages)
    sentence = _("Find the name as people write it, such as {examples}.")
    known = [proposal for doubt in doubts(town) for proposal in doubt.proposals]
    # Last: without what narrows it, a name that many bear finds a flood.
    return [*known, Proposal("names", _with_examples(sentence, forms), "any_of", forms)]


def town_watch(town: Town) -> Watch:
    """The watch that finds what is said of the town."""
    watch = Watch(title=shown_name(town), kind=WatchKind.SUBJECT)
    for proposal in proposals(town):
        if proposal.applied:
            watch = accept(watch, proposal)
    return watch


def shown_name(town: Town) -> str:
    """Both names of the town: `Alcoi / Alcoy`."""
    return f"{town.name} / {town.alt_name}" if town.alt_name else town.name


def missing(watch: Watch, town: Town) -> list[Proposal]:
    """The proposals that a watch does not follow yet, each with the words that it lacks."""
    found: list[Proposal] = []
    for proposal in proposals(town):
        if proposal.field == "capitals":
            found += [] if watch.capitals else [proposal]
        elif proposal.field == "near":
            found += [] if watch.near else [proposal]
        else:
            found += _lacking(getattr(watch, proposal.field), proposal)
    return found


def _lacking(has: Sequence[str], proposal: Proposal) -> list[Proposal]:
    keys = {fold(word) for word in has}
    words = tuple(word for word in proposal.words if fold(word) not in keys)
    return [replace(proposal, words=words)] if words else []


def accept(watch: Watch, proposal: Proposal) -> Watch:
    """The watch with a proposal followed; nothing else in it changes."""
    if proposal.field == "capitals":
        return replace(watch, capitals=True)
    words = tuple(dict.fromkeys([*getattr(watch, proposal.field), *proposal.words]))
    if proposal.field == "near":
        return replace(watch, near=words, distance=_DISTANCE)
    if proposal.field == "none_of":
        return replace(watch, none_of=words)
    if proposal.field == "longer":
        return replace(watch, longer=words)
    return replace(watch, any_of=words)


def advice(town: Town) -> list[str]:
    """What only the person knows and had better add, in the current language."""
    found = [
        _("Add its hamlets and districts: people name the place, not always the town."),
        _("Add what its people are called, one and many."),
        _("Add the name and surname of the mayor, as the press writes them."),
        _("Add the names of the council’s accounts on social networks."),
    ]
    if is_narrow(town):
        found.append(
            _("Add to the words near its name the comarca, the river, the roads and the postcode.")
        )
    if all(len(name.split()) > 2 for name in namesakes.of(town).names):
        found.append(_("Add the short name that people use, if nothing else is called that."))
    if is_narrow(town):
        found.append(
            _(
                "Make a second search with names that only your town has, such as its school or "
                "its festival: it finds what this one lets pass."
            )
        )
    return found


def is_narrow(town: Town) -> bool:
    """Whether the town's watch lets pass some of what names the town, not to take in others."""
    return _needs_context(namesakes.of(town))


def search_words(town: Town) -> str:
    """What to type into a news search: the names, with the province where they may mislead."""
    facts = namesakes.of(town)
    if _is_common(facts):
        usual = spellings.phrases(facts.doubtful[:1], town, saint=facts.saint)
        province = [text for text in usual if text.endswith(")")]
        return " OR ".join(_quoted(text) for text in [*province[:1], *usual[:3]])
    names = " OR ".join(_quoted(name) for name in facts.names[:3])
    if not _needs_context(facts) and not _rivalled(facts):
        return names
    own = {fold(name) for name in facts.names}
    context = [*spellings.province(town.province).words[:2], *spellings.region(town.region)[:1]]
    told = [_quoted(text) for text in context if fold(text) not in own]
    told.append(_quoted(spellings.phrases(facts.names[:1], town)[0]))
    return f"({names}) ({' OR '.join(told)})"


def _quoted(text: str) -> str:
    return '"' + text.replace("(", "").replace(")", "") + '"'


# How narrow the rule has to be


def _needs_context(facts: Namesakes) -> bool:
    """Whether its name alone does not say that it is the town."""
    if facts.population >= KNOWN or facts.capital:
        return False
    return _is_everyday(facts) or facts.rival >= max(facts.population, 1)


def _is_everyday(facts: Namesakes) -> bool:
    return facts.ambiguity.word or facts.ambiguity.person or facts.saint


def _is_common(facts: Namesakes) -> bool:
    """Whether most that hold its name are of others: it is everyday, the town small."""
    return _needs_context(facts) and _is_everyday(facts) and facts.population < _SMALL


def _near(town: Town, facts: Namesakes) -> Proposal:
    words = _context(town, facts)
    sentence = _("Count the name only near words such as {examples}.")
    return Proposal("near", _with_examples(sentence, words), "near", words)


def _context(town: Town, facts: Namesakes) -> tuple[str, ...]:
    """Words that tell the town: of where it lies, what lies near, and of councils or of Spain.

    Of a common name also the phrases of the press in which it stands, and the other names. A town
    hall says nothing against a namesake in Spain, nor against one in a country where town halls are
    called the same.
    """
    province, near = spellings.province(town.province), spellings.words().near
    found = [*province.words, province.masculine, province.feminine]
    found += spellings.region(town.region)
    found += namesakes.near(namesakes.spain(), town.ine_code)
    if not facts.twins:
        kind = near.spain if facts.spanish else near.town
        found += [word for language in ("es", *town.languages) for word in kind.get(language, ())]
    if any(spellings.country(namesake.country).ayuntamiento for namesake in facts.spanish):
        found = [word for word in found if word != "ayuntamiento"]
    own = {fold(name) for name in facts.names}
    around = [word for word in found if word and fold(word) not in own]
    return spellings.unique([*_phrases(town, facts), *around])


def _phrases(town: Town, facts: Namesakes) -> tuple[str, ...]:
    if not _is_common(facts):
        return ()
    sure = [name for name in facts.names if name not in facts.doubtful]
    told = spellings.phrases(facts.doubtful, town, saint=facts.saint)
    return (*told, *spellings.forms(sure, town.languages))


# What else the name may mean


def _abroad(facts: Namesakes) -> list[Doubt]:
    if not facts.ambiguity.abroad:
        return []
    # Not how many live there: the table knows who is larger, its figures are old.
    places = ", ".join(
        _("in {country}").format(country=spellings.country_name(namesake.country))
        for namesake in facts.ambiguity.abroad[:_SHOWN]
    )
    sentence = ngettext(
        "There is a city of the same name {places}.",
        "There are cities of the same name abroad: {places}.",
        len(facts.ambiguity.abroad),
    ).format(places=places, count=len(facts.ambiguity.abroad))
    spanish = facts.spanish
    far = [namesake for namesake in facts.ambiguity.abroad if namesake not in spanish]
    near = _leave_out("abroad", spanish, applied=_rivalled(facts))
    return [Doubt(DoubtKind.ABROAD, sentence, (*near, *_leave_out("far", far, applied=False)))]


def _rivalled(facts: Namesakes) -> bool:
    """Whether leaving out what names the others keeps away more of theirs than it loses of ours."""
    return facts.rival > 0 and facts.rival * 2 >= facts.population


def _leave_out(
    proposal_id: str, cities: Sequence[spellings.Namesake], *, applied: bool
) -> list[Proposal]:
    if not cities:
        return []
    words = [
        word for city in cities for word in (*spellings.country(city.country).words, *city.words)
    ]
    countries = ", ".join(spellings.country_name(city.country) for city in cities)
    sentence = _("Leave out what speaks of {places}.").format(places=countries)
    return [Proposal(proposal_id, sentence, "none_of", spellings.unique(words), applied=applied)]


def _twins(town: Town, facts: Namesakes) -> list[Doubt]:
    own = spellings.province(town.province).words
    found = []
    for twin in facts.twins:
        there = spellings.province(twin.province)
        words = [*there.words, there.masculine, there.feminine]
        sentence = _("Leave out what speaks of {places}.").format(places=twin.province)
        proposal = Proposal(
            f"twin-{twin.ine_code}",
            sentence,
            "none_of",
            spellings.unique(word for word in words if word and word not in own),
            applied=_rivalled(facts),
        )
        told = _("Another municipality has the same name: {name}.").format(
            name=gazetteer.label(twin)
        )
        found.append(Doubt(DoubtKind.TWIN, told, (proposal,)))
    return found


def _everyday(facts: Namesakes) -> list[Doubt]:
    capitals = Proposal(
        "capitals", _("Count the name only where it has its capital letters."), "capitals"
    )
    narrow = _needs_context(facts)
    found = []
    if facts.ambiguity.word:
        told = _("The name is also an everyday word.")
        found.append(Doubt(DoubtKind.WORD, told, (capitals,)))
    elif facts.article:
        told = _("The name begins with an article, as any everyday phrase may.")
        found.append(Doubt(DoubtKind.ARTICLE, told, (capitals,)))
    if facts.ambiguity.person:
        told = _("The name is also a surname or a first name.")
        found.append(Doubt(DoubtKind.PERSON, told, (capitals,) if narrow and not found else ()))
    if facts.saint:
        told = _("The name is also that of feasts, churches and streets in many places.")
        found.append(Doubt(DoubtKind.SAINT, told))
    return found


def _province(town: Town, facts: Namesakes) -> list[Doubt]:
    if not facts.capital:
        return []
    words = spellings.whole_province(facts.names, town.languages)
    sentence = _("Leave out the province and its organisations, such as {examples}.")
    proposal = Proposal("province", _with_examples(sentence, words), "longer", words)
    return [Doubt(DoubtKind.PROVINCE, _("The province has the same name."), (proposal,))]


def _longer(facts: Namesakes) -> list[Doubt]:
    words = facts.longer
    if not words:
        return []
    told = ngettext(
        "The name is part of a longer one: {examples}.",
        "The name is part of {count} longer ones, such as {examples}.",
        len(words),
    )
    sentence = _with_examples(told.replace("{count}", str(len(words))), words)
    proposal = Proposal(
        "longer",
        ngettext("Leave out the longer name.", "Leave out the longer names.", len(words)),
        "longer",
        words,
    )
    return [Doubt(DoubtKind.LONGER, sentence, (proposal,))]


def _with_examples(sentence: str, words: Sequence[str]) -> str:
    shown = ", ".join(_("“{word}”").format(word=word) for word in words[:_SHOWN])
    return sentence.format(examples=shown)
