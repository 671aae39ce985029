"""Reading what is said in the `///` blocks of a text, with a finding for each fault."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from obsite.content.block import BlockOptions
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Diagnostic, Emit, Related, Span
from obsite.markup.boxes import LIBRARY_BLOCKS, LIBRARY_OPTIONS, MODELS, Box
from obsite.schema.load import load_model
from obsite.schema.shape import fold, shape_of
from obsite.text.block_scan import FoundBlock
from obsite.text.expressions import PAD
from obsite.text.markdown_scan import Scan
from obsite.text.suggest import did_you_mean
from obsite.text.yaml_nodes import Node, compose


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """The blocks of a text, by the lines of their headers."""

    ours: dict[int, Box]
    bare: frozenset[int]  # blocks of the library whose options are at fault and left out

    def ids(self) -> dict[str, Span]:
        """Return the ids that options give to blocks, with their places."""
        ids: dict[str, Span] = {}
        for box in self.ours.values():
            if name := getattr(box.options, "id", ""):
                ids.setdefault(name, dict(box.places)["id"])
        return ids


def read_boxes(scan: Scan, blocks: tuple[FoundBlock, ...], emit: Emit) -> Boxes:
    """Return the blocks of a text; what is wrong with any of them is reported."""
    ours: dict[int, Box] = {}
    bare: set[int] = set()
    for block in blocks:
        if not block.closed:
            emit(_unclosed(block, header_span(scan, block)))
        if model := MODELS.get(block.name):
            node = _options_node(scan, block, emit)
            node = gathered(node, model) if node and model.OPEN else node
            options = _load(model, node, block, emit)
            ours[block.header] = Box(found=block, options=options, places=_places(node) if node else ())
        elif block.name not in LIBRARY_BLOCKS:
            emit(_unknown_block(scan, block))
        elif block.options_end > block.header + 1 and not _are_known(scan, block, emit):
            bare.add(block.header)
    _report_repeated_ids(ours.values(), emit)
    return Boxes(ours=ours, bare=frozenset(bare))


def _unknown_block(scan: Scan, block: FoundBlock) -> Diagnostic:
    help_text = did_you_mean(block.name, (*MODELS, *LIBRARY_BLOCKS)) or f"Blocks are {', '.join(MODELS)}"
    message = f"There is no block `{block.name}`"
    return finding("unknown-block", message, _name_span(scan, block), help_text)


def _are_known(scan: Scan, block: FoundBlock, emit: Emit) -> bool:
    """Tell whether the library knows the options of one of its blocks; the others are reported."""
    node = _options_node(scan, block, emit)
    if node is None or not isinstance(node.value, dict):
        return False
    known = ("attrs", *LIBRARY_OPTIONS.get(block.name, ()))
    unknown = [key for key in node.value if key not in known]
    for key in unknown:
        message = f"The block `{block.name}` has no option `{key}`"
        help_text = did_you_mean(key, known) or f"`{block.name}` knows {', '.join(known)}"
        emit(finding("unknown-option", message, node.key_span((key,)), help_text))
    return not unknown


def _report_repeated_ids(boxes: Iterable[Box], emit: Emit) -> None:
    seen: dict[str, Span] = {}
    for box in boxes:
        name = getattr(box.options, "id", "")
        if not name:
            continue
        span = dict(box.places)["id"]
        if name in seen:
            related = (Related(message="first given here", span=seen[name]),)
            emit(finding("duplicate-anchor", f"The id `{name}` is given to two blocks", span, "", related))
        seen.setdefault(name, span)


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
    lines = scan.text.replace(PAD, "").split("\n")[block.header + 1 : block.options_end]
    margin = min((len(line) - len(line.lstrip(" \t")) for line in lines), default=0)
    node = compose(
        "\n".join(line[margin:] for line in lines),
        path=scan.path,
        emit=emit,
        first_line=scan.first_line + block.header + 1,
        first_column=scan.first_column + margin,
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


def gathered(node: Node, model: type[BlockOptions]) -> Node:
    """Return the node with the keys that the block does not know as entries of its open option."""
    if not isinstance(node.value, dict):
        return node
    known = shape_of(model).keys
    others = {key: value for key, value in node.value.items() if fold(key) not in known}
    if not others:
        return node
    kept = {key: value for key, value in node.value.items() if key not in others}
    places = {
        ((model.OPEN, *path) if path and path[0] in others else path): place
        for path, place in node.places.items()
    }
    return replace(node, value={**kept, model.OPEN: others}, places=places)


def _places(node: Node) -> tuple[tuple[str, Span], ...]:
    """Return where the values of options and the entries of lists stand; and gathered keys, after a bar."""
    paths = [path for path in node.places if path]
    keys = (path for path in paths if len(path) == 2 and path[:1] not in node.places)
    places = [(".".join(map(str, path)), node.span(path)) for path in paths]
    return (*places, *(("|".join(map(str, path)), node.key_span(path)) for path in keys))


def _without_what_is_missing(model: type[BlockOptions]) -> BlockOptions:
    """Return options in which what must be given is empty, so that the rest of the text can be checked."""
    required = (name for name, field in model.model_fields.items() if field.is_required())
    return model.model_construct(None, **dict.fromkeys(required, ""))
