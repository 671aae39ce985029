"""The two lists a site may keep: content/people.yaml and content/glossary.yaml."""

from __future__ import annotations

from obsite.content.page import Person, Term
from obsite.diagnostics.model import Emit
from obsite.schema.load import load_mapping
from obsite.text.source import read_text
from obsite.text.yaml_nodes import Node, compose


def load_people(path: str, data: bytes, emit: Emit) -> dict[str, Person]:
    """Return key -> person, in the order of the file."""
    node = _node(path, data, emit)
    return load_mapping(Person, node, emit=emit, model_name="a person") if node else {}


def load_glossary(path: str, data: bytes, emit: Emit) -> dict[str, Term]:
    """Return key -> term, in the order of the file."""
    node = _node(path, data, emit)
    return load_mapping(Term, node, emit=emit, model_name="a term") if node else {}


def _node(path: str, data: bytes, emit: Emit) -> Node | None:
    text = read_text(data, path, emit)
    return compose(text, path=path, emit=emit) if text else None
