"""In which language a file says what: as its tags have it, which a screen reader follows."""

import ctypes
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pypdfium2
from docx.oxml.ns import qn
from lxml import etree
from pypdfium2 import raw

_SPANISH = re.compile(r"\b(?:de la|del|que|los|las|por|para|con|una|se|en el)\b", re.IGNORECASE)
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}style-name"


def reads_as_spanish(text: str) -> list[str]:
    """The sentences of an English text in which Spanish is spoken."""
    sentences = re.split(r"(?<=[.:?!])\s", text)
    return [one for one in sentences if len(set(_SPANISH.findall(one))) > 1]


def word_runs(file: bytes) -> list[tuple[str, str]]:
    """Each run of words of a DOCX with the language it is marked with, if it is."""
    body = docx.Document(io.BytesIO(file)).element.body
    return [(_mark(run), run.text) for run in body.iter(qn("w:r"))]


def _mark(run: Any) -> str:
    return next((mark.get(qn("w:val")) for mark in run.iter(qn("w:lang"))), "")


def odt_runs(file: bytes) -> list[tuple[str, str]]:
    """The same of an ODT, whose styles are called by their language."""
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        content = etree.fromstring(opened.read("content.xml"))
    return [
        (_style(text.getparent() if text.is_text else text.getparent().getparent()), str(text))
        for text in content.xpath("//text()")
    ]


def _style(element: Any) -> str:
    name = element.get(_STYLE, "")
    return name.removeprefix("Language_") if name.startswith("Language_") else ""


def by_language(pdf: bytes) -> list[tuple[str, str]]:
    """Each piece of text with the language that its tags give it, in their order.

    That is empty where they give none: then it is in the language of the document.
    """
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [piece for page in opened for piece in _of_page(page)]
    finally:
        opened.close()


def said_in(pdf: bytes, language: str) -> str:
    """All that is said in a language; of none, in that of the document."""
    said = " ".join(text for code, text in by_language(pdf) if code == language)
    return " ".join(said.split())


def _of_page(page: Any) -> Iterator[tuple[str, str]]:
    pieces = _marked(page)
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, number), "", pieces)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _below(
    element: Any, language: str, pieces: dict[int, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    language = _read(lambda *room: raw.FPDF_StructElement_GetLang(element, *room)) or language
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _below(child, language, pieces)
            continue
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if mark in pieces:
            own, text = pieces[mark]
            yield own or language, text


def _marked(page: Any) -> dict[int, tuple[str, str]]:
    """Language and text of each piece of a page, by the number that the tags know it by."""
    found: dict[int, tuple[str, str]] = {}
    read = page.get_textpage()
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        number = raw.FPDFPageObj_GetMarkedContentID(each.raw)
        if number >= 0:
            before = found.get(number, ("", ""))[1]
            found[number] = _language(each), f"{before}{_text(each, read)}"
    return found


def _language(part: Any) -> str:
    marks = (
        raw.FPDFPageObj_GetMark(part.raw, number)
        for number in range(raw.FPDFPageObj_CountMarks(part.raw))
    )
    told = (_param(mark) for mark in marks)
    return next(filter(None, told), "")


def _param(mark: Any) -> str:
    size = ctypes.c_ulong()

    def read(buffer: Any, room: int) -> int:
        raw.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", buffer, room, size)
        return size.value

    return _read(read)


def _text(part: Any, read: Any) -> str:
    return _read(lambda buffer, room: raw.FPDFTextObj_GetText(part.raw, read.raw, buffer, room))


def _read(call: Callable[[Any, int], int]) -> str:
    """A text of PDFium, which says first how much room it takes."""
    size = call(None, 0)
    buffer = (ctypes.c_ushort * max(size, 1))()
    call(buffer, size)
    return bytes(buffer).decode("utf-16-le").partition("\0")[0]
