"""The two lists a site may keep: content/people.yaml and content/glossary.yaml."""

from __future__ import annotations

from typing import TypeVar

from obsite.content.page import Person, Term
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.schema.load import load_model
from obsite.schema.model import Model
from obsite.text.source import read_text
from obsite.text.yaml_nodes import compose

M = TypeVar("M", bound=Model)


def load_people(path: str, data: bytes, emit: Emit) -> dict[str, Person]:
    """Return key -> person, in the order of the file."""
    return _load(Person, path, data, emit)


def load_glossary(path: str, data: bytes, emit: Emit) -> dict[str, Term]:
    """Return key -> term, in the order of the file."""
    return _load(Term, path, data, emit)


def _load(model: type[M], path: str, data: bytes, emit: Emit) -> dict[str, M]:
    text = read_text(data, path, emit)
    node = compose(text, path=path, emit=emit) if text else None
    if node is None or node.value in (None, ""):
        return {}
    if not isinstance(node.value, dict):
        cure = "each entry begins with its key: `ada-lovelace:`"
        emit(finding("invalid-value", "This list must be a mapping of keys to entries", node.span(), cure))
        return {}
    entries = ((key, load_model(model, child, emit=emit)) for key, child in node.children())
    return {key: entry for key, entry in entries if entry is not None}
