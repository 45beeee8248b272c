"""What a paper says in 32 digits, whole and part by part: whether it changed, and where."""

import datetime
import hashlib
import json
from dataclasses import dataclass, replace

from core.documents import tree
from core.documents.model import Block, Document, Heading, Sheet
from core.text import clean


@dataclass(frozen=True)
class Part:
    """A chapter or a bound sheet: its title, and the fingerprint of what stands in it."""

    title: str
    fingerprint: str


def fingerprint(document: Document) -> str:
    """32 hexadecimal digits of everything but dates and versions.

    A printed paper whose fingerprint is not that of the document made today is out of date. Fields
    that keep their default do not count, so that a new kind of field in a later version of the
    program does not make every paper old.
    """
    return _of(_undated(document))


def parts(document: Document) -> tuple[Part, ...]:
    """The document cut at its headings of the first level and at its bound sheets, in order.

    A sheet of a deeper level belongs to the part before it. What stands before the first title is
    no part.
    """
    titles: list[str] = []
    blocks: list[list[Block]] = []
    for block in _undated(document).blocks:
        title = _opens(block)
        if title:
            titles.append(clean(title))
            blocks.append([])
        if blocks:
            blocks[-1].append(block)
    return tuple(Part(title, _of(tuple(held))) for title, held in zip(titles, blocks, strict=True))


def _opens(block: Block) -> str:
    """The title of the part that the block begins; empty when it begins none."""
    if isinstance(block, Heading) and block.level == 1:
        return block.text
    if isinstance(block, Sheet) and block.level == 1:
        return block.document.title
    return ""


def _undated(document: Document) -> Document:
    blocks = tuple(
        replace(block, document=_undated(block.document)) if isinstance(block, Sheet) else block
        for block in document.blocks
    )
    return replace(document, date=datetime.date.min, version=0, blocks=blocks)


def _of(value: object) -> str:
    facts = tree.plain(value, text=lambda _, text: text, image=_digest, defaults=False)
    return _digest(json.dumps(facts, sort_keys=True).encode())


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
