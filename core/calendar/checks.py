"""What to look at before an item goes out: pure rules over its texts, each with its source.

Nothing is forbidden by them: a person reads what is found, and decides.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from core.calendar.model import CalendarItem
from core.days import moment_at, shown
from core.i18n import _, ngettext
from core.plan.kinds import UseName
from core.plan.model import Channel, NetworkFact
from core.text import fold
from core.town.model import language_name

LOUDSPEAKER = "loudspeaker"
"""Id of its kind in the catalogue of channels."""
SPOKEN_WORDS = 35
"""A loudspeaker is heard in passing, at two words a second."""
_A_SECOND = 2

_LONG_SENTENCE = 30
"""Words of one that has to be read twice (Cómo escribir con claridad, Comisión Europea, 2015: 20 on
average)."""
_PLAIN = 55
"""Of the INFLESZ scale, from which a text is normal (Barrio-Cantalejo and others, 2008)."""
_LEAST_WORDS = 30
"""Below so many, the scale says nothing of a text."""
_SHOUTED = 20
"""Capital letters in a row of words that are read as shouting."""
_EMOJI = 3
_HASHTAG = 14
"""Letters of a hashtag from which on it is of several words."""


@dataclass(frozen=True)
class Check:
    """Something to look at, and why; `channel_id` where it stands only there."""

    rule: str
    sentence: str
    source: str = ""
    channel_id: int | None = None
    field: str = "text"
    """Of the item, where it is mended."""


@dataclass(frozen=True)
class Place:
    """A channel that an item goes out in, with its facts."""

    channel: Channel
    facts: Sequence[NetworkFact] = ()

    def limit(self, text: str) -> int | None:
        """Characters that fit there, by its facts; some fit fewer with certain accents."""
        for fact in self.facts:
            found = re.search(r"(\d+) (?:caracteres|characters)(?:; (\d+))?", fact.value)
            if found:
                narrow = found[2] and any(letter in "áíóú" for letter in text)
                return int(found[2] if narrow else found[1])
        return None


def counted(text: str, place: Place | None) -> str:
    """How long a text is, as its channel counts: words and seconds, or characters."""
    if place is not None and place.channel.kind == LOUDSPEAKER:
        words = len(text.split())
        seconds = -(-words // _A_SECOND)
        return ngettext(
            "{count} word of {most}, {seconds} s", "{count} words of {most}, {seconds} s", words
        ).format(count=words, most=SPOKEN_WORDS, seconds=seconds)
    limit = place.limit(text) if place is not None else None
    if limit:
        return _("{count} of {most} characters").format(count=len(text), most=limit)
    return ngettext("{count} character", "{count} characters", len(text)).format(count=len(text))


def before(item: CalendarItem, places: Sequence[Place], languages: Sequence[str]) -> list[Check]:
    """All that is to be looked at, what is missing first."""
    missing = _missing(item, places, languages)
    found = [*missing, *of_hour(item), *_of_image(item), *_of_event(item), *_of_link(item)]
    said: set[str] = set()
    for text in item.texts:
        for rule in _RULES:
            for check in rule(text.text, item):
                # The same words in the general text and in a channel are one thing to mend.
                if check.sentence not in said:
                    said.add(check.sentence)
                    found.append(replace(check, channel_id=text.channel_id))
    return found


def _missing(
    item: CalendarItem, places: Sequence[Place], languages: Sequence[str]
) -> Iterator[Check]:
    if not places:
        yield Check("no-channel", _("It has no channel yet."), field="channels")
    elif item.use is UseName.DEADLINES and not any(place.channel.offline for place in places):
        yield Check(
            "only-online",
            _("Nothing goes out offline: no notice, loudspeaker or poster."),
            _("Ley 39/2015, art. 14: people choose how they deal with a council"),
            field="channels",
        )
    for language in languages:
        for place in places:
            yield from _of_place(item, place, language, several=len(languages) > 1)
    if not places and not item.texts:
        yield Check("no-text", _("It has no text yet."))


def _of_place(item: CalendarItem, place: Place, language: str, *, several: bool) -> Iterator[Check]:
    channel = place.channel
    if several and channel.languages and language not in channel.languages:
        return
    text = item.text(channel.id, language)
    where = f"{channel.title} ({language_name(language)})" if several else channel.title
    if not text:
        yield Check("no-text", _("{channel} has no text.").format(channel=where), "", channel.id)
        return
    if channel.kind == LOUDSPEAKER:
        words = len(text.split())
        if words > SPOKEN_WORDS:
            sentence = _("{channel}: {count} words; more than {most} are not taken in.")
            told = sentence.format(channel=where, count=words, most=SPOKEN_WORDS)
            yield Check("spoken", told, "", channel.id)
        return
    limit = place.limit(text)
    if limit and len(text) > limit:
        sentence = _("{channel}: {count} characters, and {most} fit.")
        told = sentence.format(channel=where, count=len(text), most=limit)
        yield Check("too-long", told, _fact_source(place), channel.id)


def _fact_source(place: Place) -> str:
    return next((fact.source for fact in place.facts if "caracteres" in fact.value), "")


def of_hour(item: CalendarItem) -> Iterator[Check]:
    """An hour that the change of time takes away, or brings twice."""
    if item.day is None or item.hour is None:
        return
    moment = moment_at(item.day, item.hour)
    told = ""
    if moment.time() != item.hour:
        told = _("On {day} there is no {hour}: the clocks go forward.")
    elif moment.replace(tzinfo=None, fold=1).astimezone() != moment:
        told = _("On {day}, {hour} comes twice: the clocks go back.")
    if told:
        sentence = told.format(day=shown(item.day), hour=f"{item.hour:%H:%M}")
        yield Check("hour", sentence, _("Directive 2000/84/EC, on summer time"), field="hour")


def _of_image(item: CalendarItem) -> Iterator[Check]:
    if item.image and not item.alt:
        yield Check(
            "no-alt",
            _("The image is not described for those who cannot see it."),
            _("Real Decreto 1112/2018; EN 301 549, 9.1.1.1"),
            field="alt",
        )
    if item.image and re.search(_MINORS, fold(item.said)):
        yield Check(
            "minors",
            _("If a minor can be recognised, is there consent for this use? Under 14, the "
              "parents give it."),
            _("Ley Orgánica 3/2018, art. 7 and 92"),
            field="image",
        )  # fmt: skip


_MINORS = r"\b(?:niñ[oa]s?|menores|escolar(?:es)?|alumn\w+|guarderia|colegio|infantil(?:es)?)\b"


def _of_event(item: CalendarItem) -> Iterator[Check]:
    if item.use is not UseName.EVENTS:
        return
    said = item.said
    if item.texts and not re.search(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?h\b|\ba las \w+", said):
        yield Check("no-hour", _("No text says at what time it is."))
    if item.place and item.texts and fold(item.place) not in fold(said):
        yield Check("no-place", _("No text says where it is: {place}.").format(place=item.place))
    if not item.place:
        yield Check("no-place", _("Where is it held?"), field="place")


def _sentences(text: str, _item: CalendarItem) -> Iterator[Check]:
    for sentence in re.split(r"(?<=[.!?…])\s+|\n+", text):
        count = len(sentence.split())
        if count > _LONG_SENTENCE:
            told = _("“{start}…” has {count} words: two sentences are read better.")
            start = " ".join(sentence.split()[:5])
            yield Check(
                "long", told.format(start=start, count=count),
                _("European Commission, How to write clearly, 2015"),
            )  # fmt: skip


def _readability(text: str, _item: CalendarItem) -> Iterator[Check]:
    value = inflesz(text)
    if value is not None and value < _PLAIN:
        told = _(
            "It is hard to read: {value} on the INFLESZ scale, and plain text starts at {least}."
        )
        yield Check(
            "hard", told.format(value=round(value), least=_PLAIN),
            _("Szigriszt 1993; scale of Barrio-Cantalejo 2008"),
        )  # fmt: skip


def _shouting(text: str, _item: CalendarItem) -> Iterator[Check]:
    for run in re.finditer(r"(?:\b[A-ZÁÉÍÓÚÑÜ]{2,}\b[\s,.!¡]*){2,}", text):
        if sum(letter.isalpha() for letter in run[0]) >= _SHOUTED:
            told = _("“{words}”: capitals are slow to read, and a screen reader may spell them.")
            yield Check("capitals", told.format(words=run[0].strip()[:40]), "WCAG 2, G153")
    emoji = [letter for letter in text if unicodedata.category(letter) == "So"]
    if len(emoji) > _EMOJI:
        told = _("{count} emoji: each of them is read aloud by its name.")
        yield Check("emoji", told.format(count=len(emoji)), "WCAG 2, H86")


def _hashtags(text: str, _item: CalendarItem) -> Iterator[Check]:
    for tag in re.findall(r"#(\w+)", text):
        if len(tag) >= _HASHTAG and tag == tag.lower():
            told = _(
                "#{tag}: start each word with a capital, so that eyes and screen readers "
                "can read it."
            )
            yield Check("hashtag", told.format(tag=tag), "WCAG 2, 3.1.5")


def _personal(text: str, _item: CalendarItem) -> Iterator[Check]:
    for found in re.finditer(r"\b[XYZxyz]?\d{7,8}[- ]?[A-Za-z]\b", text):
        told = _("“{words}” looks like an identity number: it is not published.")
        source = _("Ley Orgánica 3/2018, seventh additional provision")
        yield Check("identity", told.format(words=found[0]), source)
    for found in re.finditer(r"(?<!\d)[67]\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)", text):
        told = _("{words} is a mobile phone: is it one of the council, and is it answered?")
        yield Check("phone", told.format(words=found[0]), _("RGPD, art. 6"))


def _of_link(item: CalendarItem) -> Iterator[Check]:
    if item.link:
        yield from _unopened(item.link, "link")


def _links(text: str, _item: CalendarItem) -> Iterator[Check]:
    for link in re.findall(r"(?:https?://|www\.)\S*", text):
        yield from _unopened(link, "text")


def _unopened(link: str, field: str) -> Iterator[Check]:
    if not re.match(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$", link.rstrip(".,;)")):
        told = _("“{link}” is not an address that opens.").format(link=link[:60])
        yield Check("link", told, field=field)


def _weekdays(text: str, item: CalendarItem) -> Iterator[Check]:
    if item.day is None:
        return
    days, months = _calendar_words()
    pattern = rf"\b({'|'.join(days)}),? (?:dia )?(\d{{1,2}}) de ({'|'.join(months)})\b"
    for found in re.finditer(pattern, fold(text)):
        told = _nearest(int(found[2]), months.index(found[3]) + 1, item.day)
        if told is None:
            sentence = _("“{words}” is not a day of the calendar.").format(words=found[0])
            yield Check("no-day", sentence)
        elif days[told.weekday()] != found[1]:
            sentence = _("“{words}”: in {year} that day is a {weekday}.")
            yield Check(
                "weekday",
                sentence.format(words=found[0], year=told.year, weekday=_spelt(told.weekday())),
            )


def _nearest(day: int, month: int, about: date) -> date | None:
    """The date of that name that is nearest to when it goes out."""
    there = []
    for year in (about.year - 1, about.year, about.year + 1):
        try:
            there.append(date(year, month, day))
        except ValueError:
            continue
    return min(there, key=lambda other: abs(other - about), default=None)


@cache
def _calendar_words() -> tuple[list[str], list[str]]:
    """Of Spanish, folded: texts are, whatever the language of the window."""
    days = "lunes martes miercoles jueves viernes sabado domingo"
    months = (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    )
    return days.split(), months.split()


def _spelt(weekday: int) -> str:
    return _("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()[weekday]


_RULES: Sequence[Callable[[str, CalendarItem], Iterator[Check]]] = (
    _weekdays, _links, _personal, _sentences, _readability, _hashtags, _shouting,
)  # fmt: skip


def inflesz(text: str) -> float | None:
    """How easily a Spanish text is read (Szigriszt 1993): 55 and more is plain, 80 very easy.

    None for a text too short to tell.
    """
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < _LEAST_WORDS:
        return None
    sentences = max(1, len(re.findall(r"[.!?…]+(?:\s|$)|\n+", text.strip() + "\n")))
    syllables = sum(map(_syllables, words))
    return 206.835 - 62.3 * syllables / len(words) - len(words) / sentences


def _syllables(word: str) -> int:
    """Groups of vowels, where two strong ones or an accented weak one part."""
    folded = word.lower().replace("qu", "q").replace("gue", "ge").replace("gui", "gi")
    groups = re.findall(r"[aeiouáéíóúü]+|(?<=[^aeiouáéíóú])y$", folded)
    parted = sum(
        len(re.findall(r"(?=[aeoáéó][aeoáéó]|[íú][aeoáéó]|[aeoáéó][íú])", group))
        for group in groups
    )
    return max(1, len(groups) + parted)
