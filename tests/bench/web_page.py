"""The tree of a document as a page of the web, for WeasyPrint: its words, tables and charts."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape

from core.documents import tree
from core.documents.figures import drawing
from core.documents.model import Block, Bullets, Cell, Document, Figure, Heading, Table
from core.documents.rich import plain

_STYLE = """
@page { size: A4; margin: 26mm 25mm; @bottom-right { content: counter(page) " / " counter(pages) } }
@page wide { size: A4 landscape }
body { font: 10.5pt "Source Sans Pro", sans-serif; hyphens: auto }
h1 { break-before: page; font-size: 2em } h1, h2, h3 { color: #1d4e79; break-after: avoid }
table { width: 100%; border-collapse: collapse; margin: 1em 0 } thead { background: #edf2f7 }
th, td { border-bottom: 0.5pt solid #c3cdd7; padding: 1.8mm 2.2mm; text-align: left }
tr { break-inside: avoid } .wide { page: wide } img { width: 100% }
"""


def of(document: Document) -> str:
    """The whole page."""
    body = "".join(_block(block) for block in document.blocks)
    head = f"<title>{escape(document.title)}</title><style>{_STYLE}</style>"
    title = f"<h1>{escape(document.title)}</h1><p>{escape(document.subtitle)}</p>"
    return f'<!doctype html><html lang="{document.language}"><head>{head}</head><body>{title}{body}'


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Bullets):
        return _listed(plain(item) for item in block.items)
    if isinstance(block, Figure):
        data = b64encode(drawing.drawn(block.image)).decode()
        source = f"data:image/svg+xml;base64,{data}"
        return f'<p><img src="{source}" alt="{escape(block.alt)}"><p>{escape(block.caption)}</p>'
    if isinstance(block, Table):
        return _table(block)
    return "".join(f"<p>{escape(text)}</p>" for text in tree.texts(block))


def _table(table: Table) -> str:
    widths = "".join(f'<col style="width: {column.width}%">' for column in table.columns)
    heads = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns)
    rows = "".join(_row(row, "th" if table.row_header else "td") for row in table.rows)
    wide = ' class="wide"' if table.landscape else ""
    caption = f"<caption>{escape(table.caption)}</caption>"
    head = f"<thead><tr>{heads}</tr></thead>"
    return f"<table{wide}>{caption}<colgroup>{widths}</colgroup>{head}<tbody>{rows}</tbody></table>"


def _row(row: Sequence[Cell], lead: str) -> str:
    kinds = [lead, *["td"] * (len(row) - 1)]
    cells = (
        f"<{kind}>{'<br>'.join(escape(plain(line.text)) for line in cell.lines)}</{kind}>"
        for kind, cell in zip(kinds, row, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _listed(items: Iterator[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
