"""Files of macros are kept from page to page, and no page sees the values of another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jinja2 import DictLoader, Environment

from obsite.outputs.environments import KeepingEnvironment

KEPT = "{% macro f(x) %}{{ x }}{{ href(x) }}{% endmacro %}"
FILES = {
    "kept": KEPT,
    "of_page": "{% macro f(x) %}{{ x }}{{ page }}{% endmacro %}",
    "computing": "{% set at = href('/') %}{% macro f(x) %}{{ at }}{% endmacro %}",
    "including": "{% macro f(x) %}{% include 'part' %}{% endmacro %}",
    "part": "{{ page }}{{ route }}",
    "nested": "{% from 'kept' import f as g with context %}{% macro f(x) %}{{ g(x) }}{{ lang }}{% endmacro %}",
    "deep": "{% from 'computing' import f as g %}{% macro f(x) %}{{ g(x) }}{% endmacro %}",
    "open": "{% macro f(x) %}{% include page_part %}{% endmacro %}",
    "absent": "{% macro f(x) %}{% include 'nowhere' ignore missing %}{{ page }}{% endmacro %}",
}


class Page:
    """The functions of a page, which are the same objects on all pages."""

    def __init__(self) -> None:
        self.number = 0

    def href(self, target: str) -> str:
        return f"{target}{self.number}"


def pages(environment: Environment, text: str) -> Iterator[str]:
    page = Page()
    href = page.href
    for number, lang in enumerate(("en", "en", "de", "en")):
        page.number = number
        given = {"href": href, "lang": lang, "route": f"/{number}/", "page_part": "part"}
        if number == 3:
            given["extra"] = "more"
        if isinstance(environment, KeepingEnvironment):
            environment.use(given)
            template = environment.get_template("page")
        else:  # made anew for each page, nothing can be left of the last
            environment = Environment(autoescape=True, loader=DictLoader({**FILES, "page": text}))
            environment.globals.update(given)
            template = environment.get_template("page")
        yield template.render(page=f"p{number}")


@pytest.mark.parametrize("file", [name for name in FILES if name != "part"])
@pytest.mark.parametrize("context", [" with context", ""])
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "{{% set href = page.count %}}{}",
        "{{% for lang in ('x', page) %}}{}{{% endfor %}}{{{{ lang }}}}",
    ],
)
def test_each_page_has_its_own(file: str, context: str, around: str) -> None:
    text = around.format(f"{{% from '{file}' import f{context} %}}{{{{ f('/x/') }}}}")
    keeping = KeepingEnvironment(autoescape=True, loader=DictLoader({**FILES, "page": text}))
    assert list(pages(keeping, text)) == list(pages(Environment(), text))


@pytest.mark.parametrize(
    ("file", "kept"), [("kept", True), ("nested", True), ("of_page", False), ("open", False)]
)
def test_macros_are_kept_where_nothing_they_ask_for_changes(file: str, kept: bool) -> None:
    text = f"{{% from '{file}' import f with context %}}{{{{ f('/x/') }}}}"
    environment = KeepingEnvironment(autoescape=True, loader=DictLoader({**FILES, "page": text}))
    of_pages = pages(environment, text)
    next(of_pages)
    first = environment.modules.get(file)
    next(of_pages)
    assert (first is not None and environment.modules.get(file) is first) == kept
