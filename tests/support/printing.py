"""A small issue for tests of the printed edition, and a reader with the shipped theme."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import MISSING, fields

import pytest

from obsite.engine.task import Task
from obsite.markup.body import marker
from obsite.outputs import pdf, views
from obsite.outputs.closure import bundled_templates

# Where all must be tested, a machine without Pango fails; elsewhere it goes on without PDFs.
needs_pango = pytest.mark.skipif(
    pdf.available() is not None and not os.environ.get("CI"), reason=str(pdf.available())
)
PLAIN = {"str": "", "int": 0, "bool": False, "float": 0.0}
DAY = dt.date(2019, 6, 19)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><circle cx="10" cy="10" r="8"/></svg>'
ADDRESS = "https://example.org/escp-4i"
WORDS = "Many small lights make a figure when somebody draws the lines between them. " * 12


class Theme:
    """Gives the shipped templates and one drawing; remembers what was asked for."""

    def __init__(self, **sources):
        self.folder = bundled_templates()
        self.sources = {"content/lights.svg": DRAWING, **sources}
        self.asked = []

    def has_template(self, name):
        return (self.folder / name).is_file()

    def template(self, name):
        return (self.folder / name).read_bytes()

    def read(self, kind, name):
        self.asked.append((kind, name))
        return self.sources[name] if kind == "source" else self.template(name)

    def output(self, name):
        raise LookupError(name)

    def text(self, name):
        raise LookupError(name)

    def stored(self, stored):
        raise KeyError(stored)

    def keepsake(self, name, make):
        return make()

    def facts(self, name):
        raise LookupError(name)


def make(kind, **values):
    """Return a view with the given values; what is not given is empty."""
    filled = {}
    for field in fields(kind):
        if field.name in values or field.default is not MISSING:
            continue
        named = str(field.type)
        filled[field.name] = None if "None" in named else () if named.startswith("tuple") else PLAIN[named]
    return kind(**filled, **values)


def article(name, title, **values):
    card = make(
        views.ArticleCardView, title=title, route=f"/issues/three/{name}/", kicker="Report", minutes=3
    )
    given = {
        "anchor": name,
        "columns": 2,
        "lang": "en",
        "body": body(f"<p>{WORDS}</p><p>{WORDS}</p>"),
        **values,
    }
    return make(views.ArticleView, card=card, **given)


def body(html, **values):
    return views.BodyView(html=html, lang="en", **values)


def noted():
    """An article with a heading, a drawing, a table, two notes and a link to the other article."""
    note = views.NoteView(
        number=1, anchor="fn-1", html=f'<p>Partnerships: <a href="{ADDRESS}">{ADDRESS}</a></p>'
    )
    again = views.NoteView(number=2, anchor="fn-2", html="<p>The second note.</p>")
    picture = make(views.PictureView, alt="A light", source="content/lights.svg", width=40, height=20)
    figure = views.FigureView(picture=picture, caption="Lights", credit="Drawn by us", width="text")
    block = views.BlockView(
        name="figure", argument="Lights", html="", data=figure, anchor="fig-lights", kind="figure", number="1"
    )
    table = (
        '<table><thead><tr><th scope="col">Part</th></tr></thead><tbody><tr><td>One</td></tr></tbody></table>'
    )
    html = (
        f'<h2 id="a-heading">A heading</h2><p>{WORDS}{marker("f", 0)}</p>{marker("b", 0)}'
        f"<p>{WORDS}</p>{table}"
        f"<ul><li>One</li><li>Two{marker('f', 1)}</li></ul>"
        f'<p>See <a href="{marker("r", 0)}">the first</a>, or <a href="{ADDRESS}">outside</a>.</p>'
    )
    target = views.TargetView(href="/issues/three/first/")
    headings = (views.HeadingView(level=2, anchor="a-heading", text="A heading"),)
    return body(html, notes=(note, again), blocks=(block,), targets=(target,), headings=headings)


def issue(**values):
    """Return a whole issue of two articles."""
    site = make(
        views.SiteView,
        title="The Observatory",
        lang="en",
        direction="ltr",
        base_url="https://letters.example/",
        organisation=make(views.OrganisationView, name="Star Office"),
        newsletter="Newsletter",
    )
    head = make(views.HeadView, title="Three", route="/issues/three/whole/", lang="en", published=DAY)
    card = make(
        views.IssueCardView,
        number="3",
        title="Lights, counted",
        route="/issues/three/",
        standfirst="Of lights.",
        date=DAY,
    )
    stars = tuple(views.StarView(x=x, y=x * 7 % 90, r=2, label="", lit=not x % 30) for x in range(0, 100, 6))
    cover = views.CoverView(
        width=100,
        height=100,
        stars=stars,
        lines=((0, 0, 60, 60, 1),),
        caption="Each dot is a light.",
        credit="",
    )
    tag = views.LinkView(title="light", href="/t/")
    given = {
        "frame": views.FrameView(site=site, head=head, breadcrumbs=()),
        "issue": card,
        "cover": cover,
        "editor": make(views.PersonView, name="Ada Lum", role="Editor"),
        "editorial": body(f"<p>{WORDS}</p>"),
        "articles": (
            article("first", "The first of two"),
            article(
                "second",
                "The second, with notes",
                body=noted(),
                tags=(tag,),
            ),
        ),
        "as_of": DAY,
        **values,
    }
    return make(views.WholePage, **given)


def printed(view, theme=None):
    """Return what comes of printing a view."""
    task = Task(
        output="issues/three/three.pdf",
        format="pdf",
        view=pdf.Print(page=view),
        source="content/issues/three/index.md",
    )
    return pdf.render(task, theme or Theme())
