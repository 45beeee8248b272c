"""Sentences that say that something was done: they stand only while their step is ticked.

In a text of a scenario such a sentence is written between brackets behind the id of its step:
`[tell-seprona: We told the Guardia Civil{at}.]`. `{at}` becomes the hour of the tick.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

_SENTENCE = re.compile(r"\[([a-z0-9][a-z0-9-]*): ([^\[\]]+)\]")
_BLANKS = re.compile(r"[ \t]{2,}")
_FIELD = re.compile(r"\{([^{}]*)\}")
AT = "{at}"
"""The hour of the step within its sentence."""


@dataclass(frozen=True)
class Sentence:
    """What a text says was done, and the id of the step that has to be."""

    step: str
    words: str

    def found_in(self, text: str) -> str:
        """How a text says it, whatever its fields were filled with; empty when it does not."""
        parts = [re.escape(part) for part in _FIELD.split(self.words)[::2]]
        found = re.search(r"[^.\n]{0,80}?".join(parts), text)
        return found.group() if found else ""


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text that need a step, in order."""
    return [Sentence(found[1], found[2].strip()) for found in _SENTENCE.finditer(text)]


def said(text: str, done: Mapping[str, str]) -> str:
    """The text as it may be said: of the sentences that need a step, those whose step is in `done`,
    with the hour as it stands there (`at 10:40`)."""

    def kept(sentence: Sentence) -> str:
        hour = done.get(sentence.step)
        return "" if hour is None else sentence.words.replace(AT, f" {hour}" if hour else "")

    return _resolved(text, kept)


def on_paper(text: str, condition: str, hour: str) -> str:
    """The text for paper: what needs a step is read only if it is done, as `condition` says with
    `{words}`, and `hour` is where its hour is written."""
    return _resolved(text, lambda item: condition.format(words=item.words.replace(AT, f" {hour}")))


def keeping(text: str, steps: Collection[str]) -> str:
    """The text without the sentences that need a step which is none of these."""
    return _resolved(
        text,
        lambda sentence: f"[{sentence.step}: {sentence.words}]" if sentence.step in steps else "",
    )


def without_hours(text: str) -> str:
    """The text with those sentences as plain ones, so that its fields can be looked at."""
    return _resolved(text, lambda sentence: sentence.words.replace(AT, ""))


def _resolved(text: str, made: Callable[[Sentence], str]) -> str:
    if not _SENTENCE.search(text):
        return text
    whole = _SENTENCE.sub(lambda found: made(Sentence(found[1], found[2].strip())), text)
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in whole.split("\n"))
