"""How the body is named in the texts of the program: fields between braces."""

import msgspec

from core import content
from core.town.model import Kind, Town


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    the_body: str
    of_the_body: str
    to_the_body: str


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `body-names`."""

    names: dict[Kind, _Names]


def body_fields(town: Town) -> dict[str, str]:
    """`{town}`, `{body}`, and `{the_body}`, `{of_the_body}`… as they stand inside a sentence.

    In the current language; `{The_body}` begins one.
    """
    names = content.load("body-names", _Content).names[town.kind]
    return {
        "town": town.name,
        "body": town.body,
        "the_body": names.the_body,
        "The_body": names.the_body[:1].upper() + names.the_body[1:],
        "of_the_body": names.of_the_body,
        "to_the_body": names.to_the_body,
    }
