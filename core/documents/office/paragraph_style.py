"""What a paragraph style of DOCX and ODT is."""

from dataclasses import dataclass
from typing import Literal

from core.documents.looks import INK


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style: size, spacing and indent in points, colours as six hexadecimal digits.

    `ground` fills the paragraph, with a bar of the colour `edge` at its left, or all around it if
    it is `framed`, and so much of it is free above and below the words as `inside` says, and
    `beside` them, or as usual. `line` says at which side a line is drawn, `air` how far from the
    words. With `hanging` the first line begins at the margin. What is `centred` stands at the
    middle of a picture on its line. `pitch` is the height of a line, `loose` so many times that of
    the font, which has it at 0.
    """

    name: str
    size: float
    colour: str = INK
    bold: bool = False
    above: float = 0
    below: float = 0
    ground: str = ""
    edge: str = ""
    keep: bool = False
    indent: float = 0
    line: Literal["", "top", "bottom"] = ""
    air: float = 4
    pitch: float = 0
    loose: float = 0
    framed: bool = False
    inside: float = 1
    beside: float = 0
    hanging: bool = False
    centred: bool = False
