"""Reading what is said in the `///` blocks of a text, with a finding for each fault."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from obsite.content.blocks import BlockOptions
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.markup.boxes import LIBRARY_BLOCKS, MODELS, Box
from obsite.schema.load import load_model
from obsite.text.block_scan import FoundBlock
from obsite.text.markdown_scan import Scan
from obsite.text.suggest import did_you_mean
from obsite.text.yaml_nodes import Node, compose

_FAILED_KEYS = frozenset({"invalid-value", "invalid-date", "missing-key", "unknown-key"})


def read_boxes(scan: Scan, blocks: tuple[FoundBlock, ...], emit: Emit) -> dict[int, Box]:
    """Return our own blocks by the line of their header; what is wrong with any block is reported."""
    boxes: dict[int, Box] = {}
    for block in blocks:
        span = header_span(scan, block)
        if not block.closed:
            emit(_unclosed(block, span))
        model = MODELS.get(block.name)
        if model is not None:
            boxes[block.header] = Box(found=block, options=_read_options(scan, block, model, emit))
        elif block.name not in LIBRARY_BLOCKS:
            names = (*MODELS, *LIBRARY_BLOCKS)
            help_text = did_you_mean(block.name, names) or f"Blocks are {', '.join(MODELS)}"
            emit(finding("unknown-block", f"There is no block `{block.name}`", _name_span(scan, block), help_text))
    return boxes


def header_span(scan: Scan, block: FoundBlock) -> Span:
    """Return the span of a block's header line."""
    start = scan.starts[block.header]
    line = scan.text[start:].split("\n", 1)[0]
    return scan.span(start + block.column, start + len(line.rstrip()))


def _name_span(scan: Scan, block: FoundBlock) -> Span:
    start = scan.starts[block.header]
    line = scan.text[start:].split("\n", 1)[0]
    name = re.search(re.escape(block.name), line, re.IGNORECASE)
    return scan.span(start + name.start(), start + name.end()) if name else scan.span(start)


def _unclosed(block: FoundBlock, span: Span) -> Diagnostic:
    slashes = "/" * block.fence
    message = f"The block `{block.name}` is not closed"
    return finding("unclosed-block", message, span, f"Write `{slashes}` on a line of its own below its last line")


def _read_options(scan: Scan, block: FoundBlock, model: type[BlockOptions], emit: Emit) -> BlockOptions:
    lines = scan.text.split("\n")[block.header + 1 : block.options_end]
    margin = min((len(line) - len(line.lstrip(" \t")) for line in lines), default=0)
    node = compose(
        "\n".join(line[margin:] for line in lines),
        path=scan.path,
        emit=emit,
        first_line=scan.first_line + block.header + 1,
        first_column=margin + 1,
    )
    if node is None:
        return _salvage(model, {})
    node = _at_header(node, scan, block)
    options = load_model(model, node, emit=lambda fault: emit(_as_option(fault, model, block.name)))
    return options if options is not None else _salvage(model, node.value)


def _at_header(node: Node, scan: Scan, block: FoundBlock) -> Node:
    """Return the node with the block's header as the place of what is missing from it."""
    span = header_span(scan, block)
    extent = (span.line, span.column, span.end_line, span.end_column)
    value: Any = {} if node.value is None else node.value
    return replace(node, value=value, places={**node.places, (): (None, extent)})


def _as_option(fault: Diagnostic, model: type[BlockOptions], name: str) -> Diagnostic:
    """Return a fault of a key in the words for blocks."""
    if fault.code != "unknown-key":
        return fault
    known = ", ".join(model.model_fields)
    help_text = fault.help or (f"`{name}` knows {known}" if known else f"`{name}` takes no options")
    return replace(fault, code="unknown-option", message=fault.message.replace("key", "option"), help=help_text)


def _salvage(model: type[BlockOptions], value: Any) -> BlockOptions:
    """Return the options without those at fault, so that the rest of the text can still be checked."""
    known = {key: entry for key, entry in value.items() if key in model.model_fields} if isinstance(value, dict) else {}
    for _ in range(len(known) + len(model.model_fields) + 1):
        try:
            return model.model_validate(known)
        except ValidationError as error:
            for fault in error.errors():
                key = str(fault["loc"][0]) if fault["loc"] else ""
                if fault["type"] == "missing" and len(fault["loc"]) == 1:
                    known[key] = ""
                else:
                    known.pop(key, None)
    return model.model_construct()
