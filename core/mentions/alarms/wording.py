"""Alarms in words of the current language: what was noticed, why it is an alarm, why that level."""

from collections.abc import Sequence

from core.i18n import _, ngettext
from core.mentions.alarm_model import Alarm, AlarmFacts, AlarmReason, ReasonKind
from core.mentions.alarms.usual import band
from core.numbers import percent
from core.plan.labels import level_label

_OF_COMPLAINTS = (ReasonKind.COMPLAINTS, ReasonKind.TOPIC)


def headline(alarm: Alarm) -> str:
    """What was noticed, in one line: `4 menciones en 24 horas; lo normal es 0 o 1; …`."""
    facts = alarm.facts
    raised = facts.reasons[0]
    parts = [_noticed(raised, facts)]
    if raised.kind is ReasonKind.COUNT:
        parts.append(_usual(facts))
    details = {reason.kind: reason for reason in facts.reasons}
    if words := details.get(ReasonKind.WORDS):
        parts.append(_words(words))
    elif negative := details.get(ReasonKind.NEGATIVE):
        parts.append(_negative(negative))
    return "; ".join(parts)


def why(alarm: Alarm) -> list[str]:
    """Why there is an alarm, one sentence for each reason."""
    return [_sentence(reason, alarm.facts) for reason in alarm.facts.reasons]


def level_why(alarm: Alarm) -> str:
    """Why the alarm proposes its level, in one sentence."""
    reason = alarm.facts.level_reason
    places = {
        "level": level_label(alarm.level).lower(),
        "count": reason.count,
        "of": reason.of,
        "words": quoted(reason.words),
        "names": ", ".join(reason.words),
        "first": reason.words[0] if reason.words else "",
        "share": percent(reason.count),
        "least": percent(reason.of),
        "second": reason.words[1] if len(reason.words) > 1 else "",
    }
    return _level_sentence(reason).format(**places)


def quoted(words: Sequence[str]) -> str:
    """`“a”, “b” and “c”`, with the quotation marks of the language."""
    return _joined(words, _("{first} and {last}"))


def _joined(words: Sequence[str], ending: str) -> str:
    # Translators: A word in quotation marks.
    marked = [_("“{word}”").format(word=word) for word in words]
    if len(marked) < 2:
        return "".join(marked)
    return ending.format(first=", ".join(marked[:-1]), last=marked[-1])


def _noticed(reason: AlarmReason, facts: AlarmFacts) -> str:
    if reason.kind is ReasonKind.COUNT:
        return _mentions(facts)
    if reason.kind is ReasonKind.SENSITIVE:
        return _("{words} in one mention").format(words=quoted(reason.words))
    if reason.kind in _OF_COMPLAINTS:
        return _complaints(reason)
    if reason.kind is ReasonKind.WEIGHT:
        return _("{place}, a source that counts a lot, may be critical").format(
            place=reason.words[0]
        )
    return ngettext(
        "One matter reported in {count} place in 24 hours",
        "One matter reported in {count} places in 24 hours",
        reason.count,
    ).format(count=reason.count)


def _mentions(facts: AlarmFacts) -> str:
    mentions = ngettext(
        "{count} mention in 24 hours", "{count} mentions in 24 hours", facts.mentions
    ).format(count=facts.mentions)
    if facts.mentions == facts.stories:
        return mentions
    stories = ngettext("of {count} story", "of {count} stories", facts.stories)
    return f"{mentions}, {stories.format(count=facts.stories)}"


def _usual(facts: AlarmFacts) -> str:
    usual = band(facts.usual)
    if usual.low == usual.high:
        sentence = _("{low} is usual")
    elif usual.high - usual.low == 1:
        sentence = _("{low} or {high} are usual")
    else:
        sentence = _("{low} to {high} are usual")
    return sentence.format(low=usual.low, high=usual.high)


def _words(reason: AlarmReason) -> str:
    return ngettext("{count} says {words}", "{count} say {words}", reason.count).format(
        count=reason.count, words=_joined(reason.words, _("{first} or {last}"))
    )


def _negative(reason: AlarmReason) -> str:
    return ngettext(
        "{count} of the {of} stories that raised the alarm may be negative",
        "{count} of the {of} stories that raised the alarm may be negative",
        reason.count,
    ).format(count=reason.count, of=reason.of)


def _complaints(reason: AlarmReason) -> str:
    if reason.kind is ReasonKind.TOPIC:
        said = ngettext(
            "{count} story of “{topic}” is reported negatively in 24 hours",
            "{count} stories of “{topic}” are reported negatively in 24 hours",
            reason.count,
        ).format(count=reason.count, topic=reason.words[0])
    else:
        said = ngettext(
            "{count} story may be negative in 24 hours",
            "{count} stories may be negative in 24 hours",
            reason.count,
        ).format(count=reason.count)
    usual = _("usually there is none")
    if reason.of:
        usual = ngettext(
            "usually there is {of} at most", "usually there are {of} at most", reason.of
        )
    return f"{said}; {usual.format(of=reason.of)}"


def _sentence(reason: AlarmReason, facts: AlarmFacts) -> str:
    if reason.kind is ReasonKind.COUNT:
        return f"{_mentions(facts)}; {_usual(facts)}."
    if reason.kind in _OF_COMPLAINTS:
        return f"{_complaints(reason)}."
    if reason.kind is ReasonKind.WORDS:
        return f"{_words(reason)}."
    if reason.kind is ReasonKind.NEGATIVE:
        return f"{_negative(reason)}."
    if reason.kind is ReasonKind.SENSITIVE:
        return _grave(reason).format(words=quoted(reason.words))
    if reason.kind is ReasonKind.WEIGHT:
        return _("It may be criticism in an outlet with many readers: {names}.").format(
            names=", ".join(reason.words)
        )
    matter, *places = reason.words
    return ngettext(
        "“{matter}” is reported in {count} place: {names}.",
        "“{matter}” is reported in {count} places: {names}.",
        reason.count,
    ).format(matter=matter, count=reason.count, names=_places(places, reason.count))


def _grave(reason: AlarmReason) -> str:
    _word, _harm, *official = reason.words
    if official:
        return _("One mention has a sensitive word, a harm and the council: {words}.")
    return _("One mention reports a death and has a sensitive word: {words}.")


def _places(places: Sequence[str], count: int) -> str:
    names = ", ".join(places)
    return names if len(places) >= count else _("{names} and others").format(names=names)


def _level_sentence(reason: AlarmReason) -> str:
    """With the places of `level_why` still open."""
    if reason.kind is ReasonKind.PLAN_COUNT:
        return ngettext(
            "Level {level}: there is {count} story, and it begins at {of} a day.",
            "Level {level}: there are {count} stories, and it begins at {of} a day.",
            reason.count,
        )
    if reason.kind in (ReasonKind.DANGER, ReasonKind.SEVERAL):
        return _of_places(reason)
    return {
        ReasonKind.PLAN_SHARE: _(
            "Level {level}: {share} of the stories may be negative, and it begins at {least}."
        ),
        ReasonKind.PLAN_SENSITIVE: _("Level {level}: sensitive words are enough for it: {words}."),
        ReasonKind.ACCUSED: _(
            "Level {level}: a harm is reported and who is responsible for it: {words}."
        ),
        ReasonKind.DEATH: _("Level {level}: somebody may have died: {words}."),
        ReasonKind.ANIMAL: _("Level {level}: an animal may have died or been harmed: {words}."),
        ReasonKind.NATIONAL: _("Level {level}: national media report it: {names}."),
    }.get(reason.kind, _("Level {level}: enough to look at it; there is nothing more serious."))


def _of_places(reason: AlarmReason) -> str:
    if reason.kind is ReasonKind.SEVERAL:
        return ngettext(
            "Level {level}: {count} place reports it negatively: {names}.",
            "Level {level}: {count} places report it negatively: {names}.",
            reason.count,
        )
    return ngettext(
        "Level {level}: harm in “{first}” (“{second}”), reported in {count} place.",
        "Level {level}: harm in “{first}” (such as “{second}”), reported in {count} places.",
        reason.count,
    )
