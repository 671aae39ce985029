"""Reading what is said in the `///` blocks of a text, with a finding for each fault."""

from __future__ import annotations

import re
from dataclasses import replace

from obsite.content.blocks import BlockOptions
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Span
from obsite.markup.boxes import LIBRARY_BLOCKS, MODELS, Box
from obsite.schema.load import load_model
from obsite.text.block_scan import FoundBlock
from obsite.text.markdown_scan import Scan
from obsite.text.suggest import did_you_mean
from obsite.text.yaml_nodes import Node, compose


def read_boxes(scan: Scan, blocks: tuple[FoundBlock, ...], emit: Emit) -> dict[int, Box]:
    """Return our own blocks by the line of their header; what is wrong with any block is reported."""
    boxes: dict[int, Box] = {}
    for block in blocks:
        span = header_span(scan, block)
        if not block.closed:
            emit(_unclosed(block, span))
        model = MODELS.get(block.name)
        if model is not None:
            node = _options_node(scan, block, emit)
            options = _load(model, node, block, emit)
            places = _places(node) if node else ()
            boxes[block.header] = Box(found=block, options=options, places=places)
        elif block.name not in LIBRARY_BLOCKS:
            names = (*MODELS, *LIBRARY_BLOCKS)
            help_text = did_you_mean(block.name, names) or f"Blocks are {', '.join(MODELS)}"
            emit(
                finding(
                    "unknown-block", f"There is no block `{block.name}`", _name_span(scan, block), help_text
                )
            )
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
    help_text = f"Write `{slashes}` on a line of its own below its last line"
    return finding("unclosed-block", message, span, help_text)


def _options_node(scan: Scan, block: FoundBlock, emit: Emit) -> Node | None:
    lines = scan.text.split("\n")[block.header + 1 : block.options_end]
    margin = min((len(line) - len(line.lstrip(" \t")) for line in lines), default=0)
    node = compose(
        "\n".join(line[margin:] for line in lines),
        path=scan.path,
        emit=emit,
        first_line=scan.first_line + block.header + 1,
        first_column=margin + 1,
    )
    return _at_header(node, scan, block) if node is not None else None


def _load(model: type[BlockOptions], node: Node | None, block: FoundBlock, emit: Emit) -> BlockOptions:
    options = None
    if node is not None:
        name = f"the block `{block.name}`"
        options = load_model(model, node, emit=emit, model_name=name, unknown="unknown-option")
    return options if options is not None else _without_what_is_missing(model)


def _at_header(node: Node, scan: Scan, block: FoundBlock) -> Node:
    """Return the node with the block's header as the place of what is missing from it."""
    span = header_span(scan, block)
    extent = (span.line, span.column, span.end_line, span.end_column)
    return replace(node, places={**node.places, (): (None, extent)})


def _places(node: Node) -> tuple[tuple[str, Span], ...]:
    """Return where the values of options and the entries of lists stand."""
    paths = (path for path in node.places if path)
    return tuple((".".join(map(str, path)), node.span(path)) for path in paths)


def _without_what_is_missing(model: type[BlockOptions]) -> BlockOptions:
    """Return options in which what must be given is empty, so that the rest of the text can be checked."""
    required = (name for name, field in model.model_fields.items() if field.is_required())
    return model.model_construct(None, **dict.fromkeys(required, ""))
