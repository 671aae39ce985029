"""Templates render through our compiler as they do through Jinja2's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from obsite.outputs.environments import KeepingEnvironment

MACROS = (
    "{% macro link(to, words='<none>') %}<a href=\"{{ to }}\">{{ words }}</a>{% endmacro %}"
    "{% macro around(x) %}<p>{{ x }}{{ caller(x) }}</p>{% endmacro %}"
    "{% macro many() %}{{ varargs|length }}{{ kwargs.x }}{% endmacro %}"
)
TEXTS = (
    "{{ view.title }}|{{ view.safe }}|{{ view.count }}|{{ view.day }}|{{ view.nothing }}",
    "{{ view.inner.title }}{{ view.names.a }}{{ view.names.items()|list }}{{ view.names['a'] }}",
    "{% import 'macros' as m %}{{ m.link(view.title) }}{{ m.link(to=view.safe, words=view.inner.title) }}",
    "{% from 'macros' import around with context %}{% call(y) around('<') %}<b>{{ y }}</b>{% endcall %}",
    "{% import 'macros' as m %}{{ m.many(1, 2, x=view.title) }}",
    "{% autoescape false %}{% macro f(x) %}{{ x }}{% endmacro %}{{ f(view.title) }}{% endautoescape %}",
    "{% autoescape false %}{{ view.title }}{{ say(view.title) }}{% endautoescape %}{{ view.title }}",
    "{% import 'macros' as m %}{% autoescape false %}{{ m.link(view.title) }}{% endautoescape %}",
    "{% for x in view.all if x != 'b' %}{{ loop.index }}{{ x }}{{ known('view') }}{% endfor %}",
    "{% for x in view.all recursive %}{{ x }}{{ loop('&') if x == '<' }}{% endfor %}",
    "{% set x = view.title %}{% set y %}{{ x }}{% endset %}{{ y }}{{ y ~ x }}{{ '%s'|format(x) }}",
    "{{ say(view.title, times=2) }}{{ say(*view.all) }}{{ say(**{'class': 'c'}) }}{{ range(3)|join }}",
    "{{ view.title.upper().lower() }}{{ view.title.split(' ')[0] }}{{ (view.title or 1)|e }}",
    "{{ view.absent is defined }}{{ view.names.absent|default('none') }}{{ view.inner.title is string }}",
    "{% block one %}{{ view.title }}{{ known('view') }}{% endblock %}{{ self.one() }}",
)
WRONG = ("{{ view.absent }}", "{{ absent.x }}", "{{ view.absent() }}", "{{ view.names.absent.more }}")


SAFE = Markup("<b>&amp;</b>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    title: str = "<i>"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    title: str = "A & \"b\" <c> 'd'"
    safe: Markup = SAFE
    count: int = 3
    day: dt.date = dt.date(2026, 1, 2)
    nothing: None = None
    inner: Inner = Inner()
    names: dict[str, str]
    all: tuple[str, ...] = ("a", "b", "<")


@pass_context
def known(context: Context, name: str) -> str:
    return str(name in context)


def say(*values: object, **named: object) -> str:
    return f"<{values}{named}>"


def environment(*, quick: bool) -> Environment:
    kind = KeepingEnvironment if quick else Environment
    made = kind(autoescape=True, undefined=StrictUndefined, loader=DictLoader({"macros": MACROS}))
    made.globals |= {"known": known, "say": say}
    return made


@pytest.mark.parametrize("text", TEXTS)
def test_same_as_jinja(text: str) -> None:
    view = View(names={"a": "<>"})
    quick, plain = (environment(quick=quick).from_string(text).render(view=view) for quick in (True, False))
    assert quick == plain


@pytest.mark.parametrize("text", WRONG)
def test_same_fault_as_jinja(text: str) -> None:
    told = []
    for quick in (True, False):
        with pytest.raises(UndefinedError) as fault:
            environment(quick=quick).from_string(text).render(view=View(names={}))
        told.append(str(fault.value))
    assert told[0] == told[1]
