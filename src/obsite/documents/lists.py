"""The two lists a site may keep: content/people.yaml and content/glossary.yaml."""

from __future__ import annotations

from obsite.content.page import Person, Term
from obsite.diagnostics.model import Emit, Span
from obsite.schema.load import load_mapping
from obsite.text.source import read_text
from obsite.text.yaml_nodes import Node, compose


def load_people(path: str, data: bytes, emit: Emit) -> dict[str, Person]:
    """Return key -> person, in the order of the file; a faulty entry, once reported, has only its key."""
    node = _node(path, data, emit)
    people = load_mapping(Person, node, emit=emit, model_name="a person") if node else {}
    return {key: people.get(key) or Person(name=key) for key in _keys(node)}


def load_glossary(path: str, data: bytes, emit: Emit) -> dict[str, Term]:
    """Return key -> term, in the order of the file; a faulty entry, once reported, has only its key."""
    node = _node(path, data, emit)
    terms = load_mapping(Term, node, emit=emit, model_name="a term") if node else {}
    return {key: terms.get(key) or Term(term=key) for key in _keys(node)}


def places_in(path: str, data: bytes, name: str) -> dict[str, Span]:
    """Return where each value of a list stands, as "people.ada.portrait"."""
    node = _node(path, data, lambda _: None)
    places = filter(None, node.places) if node else ()
    return {".".join((name, *map(str, place))): node.span(place) for place in places if node}


def _node(path: str, data: bytes, emit: Emit) -> Node | None:
    text = read_text(data, path, emit)
    return compose(text, path=path, emit=emit) if text else None


def _keys(node: Node | None) -> tuple[str, ...]:
    return tuple(node.value) if node and isinstance(node.value, dict) else ()
