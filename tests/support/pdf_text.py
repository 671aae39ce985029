"""The words of a PDF, page by page, in the order in which they are painted.

Enough for the PDFs that obsite makes (composite fonts with a ToUnicode map), and nothing beyond: tests
need no program of the system to read them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_WORD = re.compile(rb"<([0-9A-Fa-f]*)>")


def page_texts(path: Path) -> list[str]:
    """Return the text of each page; what one operator paints is one line."""
    with pikepdf.open(path) as pdf:
        return ["\n".join(_painted(page.obj, page.obj)) for page in pdf.pages]


def _painted(stream: pikepdf.Object, holder: pikepdf.Object) -> list[str]:
    resources = holder.get("/Resources", pikepdf.Dictionary())
    fonts = {name: _letters(font) for name, font in resources.get("/Font", pikepdf.Dictionary()).items()}
    letters: dict[int, str] = {}
    lines: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(stream):
        match str(operator):
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                parts = operands[0] if str(operator) == "TJ" else operands
                codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                pairs = zip(codes[::2], codes[1::2], strict=True)
                lines.append("".join(letters.get(high << 8 | low, "") for high, low in pairs))
            case "Do":
                form = resources["/XObject"][str(operands[0])]
                if form.get("/Subtype") == "/Form":
                    lines += _painted(form, form)
    return lines


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Return what each code of a font stands for."""
    found: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return found
    for kind, body in _SECTION.findall(font.ToUnicode.read_bytes()):
        values = [bytes.fromhex(word.decode()) for word in _WORD.findall(body)]
        size = 2 if kind == b"bfchar" else 3
        for row in zip(*[iter(values)] * size, strict=True):
            first, last = int.from_bytes(row[0]), int.from_bytes(row[-2])
            text = row[-1].decode("utf-16-be")
            for step in range(last - first + 1):
                found[first + step] = text[:-1] + chr(ord(text[-1]) + step) if step else text
    return found
