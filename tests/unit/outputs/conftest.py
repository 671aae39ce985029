"""A reader for tests: it gives what it was made with."""

from __future__ import annotations

import pytest


class Shelf:
    def __init__(self, *, sources=(), templates=(), outputs=(), facts=(), values=()):
        self.sources, self.templates = dict(sources), dict(templates)
        self.outputs, self.known = dict(outputs), dict(facts)
        self.values = dict(values)
        self.texts = {}
        self.memo = {}

    def read(self, kind, name):
        return {"source": self.sources, "template": self.templates, "output": self.outputs}[kind][name]

    def template(self, name):
        return self.templates[name]

    def has_template(self, name):
        return name in self.templates

    def output(self, name):
        return self.outputs[name]

    def text(self, name):
        return self.texts[name]

    def stored(self, stored):
        return self.values[stored.digest]

    def keepsake(self, name, make):
        return make()

    def facts(self, name):
        return self.known[name]


@pytest.fixture
def shelf():
    return Shelf
