"""What a translation of the messages must hold, whatever the language.

    python -m tests.translation.catalogues FILE.po…

prints each message that breaks a rule, and why. `dev.py translate` runs it.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]

LONGER = 1.6
"""How much longer than the English a button may be."""
ALWAYS_FITS = 26
"""Characters that every button has room for."""

FAMILIAR = {
    "es": "tú|tus?|ti|te|contigo|tuy[oa]s?|puedes|tienes|quieres|debes|eres|estás|necesitas|haz|"
    "vosotr[oa]s|introduzca",
    "ca": "tu|teu|teva|teus|teves|pots|tens|vols|ets|estàs|fes",
    "gl": "ti|teu|túa|teus|túas|podes|tes|queres|es|fai",
    "eu": "hi|hire|hiri|duk|dun",
}
"""Words that only speak to a friend; the program speaks to a person in a town hall."""

_FIELD = re.compile(r"\{\w*\}|%\(\w+\)[a-z]|%\d|%[rsd]")
_CLOSING = "»”’\"')]"
_ENDS = ".…:?!"
_BUTTONS = {"button", "KeyButton", "Option", "Answer"}


def problems(message: Message, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with one message; of one that has no translation yet, nothing."""
    english = list(message.id) if isinstance(message.id, tuple) else [message.id]
    told = list(message.string) if isinstance(message.string, tuple) else [message.string]
    if not any(told):
        return
    if len(english) > 1 and (len(told) != catalogue.num_plurals or not all(told)):
        yield f"has {len(told)} forms, and the language {catalogue.num_plurals}"
    yield from _of_fields(english, told)
    for ending in sorted({_ending(text) for text in told} - {_ending(text) for text in english}):
        yield f"ends in “{ending}”, and the English does not" if ending else "lacks the end mark"
    known = FAMILIAR.get(str(catalogue.locale.language) if catalogue.locale else "")
    for text in told:
        if known and (found := re.search(rf"\b(?:{known})\b", text, re.IGNORECASE)):
            yield f"“{found[0]}” is not how a clerk is spoken to"
    longest = max(map(len, told))
    room = max(ALWAYS_FITS, LONGER * max(map(len, english)))
    if longest > room and (message.context, english[0]) in buttons():
        yield f"has {longest} characters, and the button room for {room:.0f}"


def _of_fields(english: list[str], told: list[str]) -> Iterator[str]:
    """One of a plural may say its number in words; no other field may be lost or made up."""
    wanted = {field for text in english for field in _FIELD.findall(text)}
    for place, text in enumerate(told):
        found = set(_FIELD.findall(text))
        spoken = {"{count}"} if len(english) > 1 and place == 0 else set()
        if unknown := found - wanted:
            yield f"has {' '.join(sorted(unknown))}, which the English has not"
        if lost := wanted - found - spoken - _not_everywhere(english):
            yield f"lacks {' '.join(sorted(lost))}"


def _not_everywhere(english: list[str]) -> set[str]:
    """Fields that stand only in one of the two English forms."""
    fields = [set(_FIELD.findall(text)) for text in english]
    return set.union(*fields) - set.intersection(*fields)


def _ending(text: str) -> str:
    last = text.rstrip(_CLOSING + " \n")[-1:]
    return last if last in _ENDS else ""


@cache
def buttons() -> frozenset[tuple[str | None, str]]:
    """Context and English of what stands on a button, by the source."""
    found = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in _BUTTONS:
                found |= {key for word in call.args[:2] if (key := _message(word))}
    return frozenset(found)


def _message(word: ast.expr) -> tuple[str | None, str] | None:
    if not isinstance(word, ast.Call) or getattr(word.func, "id", "") not in ("_", "pgettext"):
        return None
    said = [part.value for part in word.args if isinstance(part, ast.Constant)]
    return (str(said[0]) if len(said) > 1 else None, str(said[-1])) if said else None


def faults(path: Path) -> list[str]:
    """Every message of a catalogue that breaks a rule, and which."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    return [
        f"{message.id!r}: {why}" for message in catalogue if message.id
        for why in problems(message, catalogue)
    ]  # fmt: skip


if __name__ == "__main__":
    told = [f"{name}: {fault}" for name in sys.argv[1:] for fault in faults(Path(name))]
    sys.exit("\n".join(told) or None)
