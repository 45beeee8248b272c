"""Lists of feeds as OPML 2.0, which every feed reader writes and reads.

What OPML has no name for goes into attributes of our own that begin with `pregon`; other readers
pass over them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError, SubElement, XMLPullParser, indent, tostring

from core.errors import ImportTrouble
from core.exchange import incoming
from core.i18n import _, ngettext
from core.text import clean, clean_lines

_OURS = "pregon"
_ROOT = re.compile(r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*<opml[\s>]", re.DOTALL | re.I)
_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_MOST = 10_000
"""Lines of one list; nobody reads more sources."""

_TITLE_LIMIT = 200
_BLOCK = 64 * 1024


class Listed(Protocol):
    """What is written of a source; `core.mentions.model.Source` is one."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def page(self) -> str: ...  # noqa: D102
    @property
    def recipe(self) -> str: ...  # noqa: D102
    @property
    def weight(self) -> int: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def secret(self) -> bool: ...  # noqa: D102
    @property
    def own(self) -> bool: ...  # noqa: D102
    @property
    def enabled(self) -> bool: ...  # noqa: D102
    @property
    def minutes(self) -> int | None: ...  # noqa: D102
    @property
    def silence_days(self) -> int | None: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102
