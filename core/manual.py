"""The manual and the other documents for readers, as they are shipped: Markdown, one of each for
every language, with the headings by which links and the help of a page find their place."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import resources
from core.errors import FileTrouble
from core.i18n import _

FOLDER = resources.ROOT.parent / "docs"
_FIRST = ("manual", "first-day")
"""What is read first stands first; the rest by its title."""
_HEADING = re.compile(r"^(#+) (.+)$", re.M)
_CODE = re.compile(r"^```.*?^```", re.M | re.S)
_PICTURE = re.compile(r"^!\[([^]]+)\]\(([^)]+)\)$", re.M)
_MARKUP = re.compile(r"[`*]|\[([^]]*)\]\([^)]*\)")


class ManualHeading(NamedTuple):
    """One heading; `anchor` is what a link to it says after its `#`, as on the web."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True)
class ManualDocument:
    """One document: `manual`, `first-day`, `legal`…, and its text."""

    id: str
    text: str

    @cached_property
    def headings(self) -> tuple[ManualHeading, ...]:
        """All of them, in their order; the first is the title."""
        found: list[ManualHeading] = []
        taken: dict[str, int] = {}
        for mark, words in _HEADING.findall(_CODE.sub("", self.text)):
            title = _MARKUP.sub(r"\1", words).strip()
            anchor = re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
            again = taken.get(anchor, 0)
            taken[anchor] = again + 1
            found.append(ManualHeading(len(mark), title, f"{anchor}-{again}" if again else anchor))
        return tuple(found)

    @property
    def title(self) -> str:
        """The words of its first heading."""
        return self.headings[0].title if self.headings else self.id

    @property
    def about(self) -> str:
        """The first sentence below its title."""
        beginning = _CODE.sub("", self.text).partition("\n\n")[2].partition("\n\n")[0]
        told = _MARKUP.sub(r"\1", " ".join(beginning.split()))
        return re.split(r"(?<=[.]) ", told)[0]

    def captioned(self) -> str:
        """The text, with what a picture shows said below it, too: a screen reader has no other."""
        return _PICTURE.sub(r"![\1](\2)\n\n*\1*", self.text)


def documents(language: str) -> list[ManualDocument]:
    """What there is in a language, what is read first before the rest.

    Raises FileTrouble where it was taken away.
    """
    ending = f".{language}.md"
    try:
        found = [
            ManualDocument(path.name.removesuffix(ending), path.read_text(encoding="utf-8"))
            for path in FOLDER.glob(f"*{ending}")
        ]
    except OSError as error:
        raise _missing(str(error)) from error
    if not found:
        raise _missing(str(FOLDER))
    return sorted(found, key=_place)


def named(link: str) -> tuple[str, str]:
    """The document and the anchor of a link between documents; no document is the same one."""
    name, _mark, anchor = link.partition("#")
    return re.sub(r"\.\w+\.md$", "", name), anchor


def _place(document: ManualDocument) -> tuple[int, str]:
    first = _FIRST.index(document.id) if document.id in _FIRST else len(_FIRST)
    return first, document.title


def _missing(detail: str) -> FileTrouble:
    return FileTrouble(
        _("The manual cannot be read."),
        _("Install Pregón again over what is there; your town files stay as they are."),
        detail=detail,
    )
