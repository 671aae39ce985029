"""Tasks of what pages embed: pictures in their sizes, files, fonts, the style sheet, the script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from obsite.config import Config, FontRole
from obsite.data.databank import Databank
from obsite.engine.task import Input, Task
from obsite.outputs.assets import (
    SCRIPT_ROUTE,
    SCRIPTS_FOLDER,
    STYLES_FOLDER,
    STYLES_ROUTE,
    ScriptView,
    StylesView,
    by_route,
)
from obsite.outputs.copies import CopyView
from obsite.outputs.drawings import DrawingView
from obsite.outputs.fonts import Characters, FontView, divided
from obsite.outputs.pictures import PictureTask
from obsite.outputs.planning.context import Context, output_of
from obsite.outputs.planning.pictures import format_of, picture, shown_pictures
from obsite.outputs.theme import (
    APART,
    DEFAULT_THEME,
    FONT_FOLDER,
    FONTS,
    FontFaceView,
    FontRoleView,
    ThemeView,
    font_route,
)
from obsite.site.site import Site

PLAIN_ASSETS = (".svg", ".png", ".ico", ".webp", ".jpg", ".webmanifest")


def theme_view(config: Config) -> ThemeView:
    """Return what a site makes of the theme: its own colours and fonts by role, else the theme's."""
    roles = {role.role: role for role in FONTS}
    for name, font in config.theme.fonts.items():
        roles[name] = _font_role(name, font)
    own = {face.file for role in roles.values() for face in role.faces}
    colours = config.theme.colours
    return ThemeView(
        light=tuple(sorted(colours.light.items())),
        dark=tuple(sorted(colours.dark.items())),
        fonts=tuple(roles.values()),
        preload=tuple(file for file in DEFAULT_THEME.preload if file in own),
    )


def _font_role(name: str, font: FontRole) -> FontRoleView:
    faces = tuple(FontFaceView(file=cut.file, weight=cut.weight, style=cut.style) for cut in font.files)
    return FontRoleView(role=name, family=font.family, fallback=font.fallback, faces=faces)


def picture_tasks(context: Context) -> Iterator[Task]:
    """Yield a task for each size and format of each picture that is shown."""
    quality = context.site.config.pictures.quality
    for path in shown_pictures(context.site):
        view = picture(context, path, "")
        for size in (*view.widths, *view.webp) if view else ():
            yield Task(
                output=output_of(size.route),
                format="picture",
                view=PictureTask(
                    source=path, width=size.width, format=format_of(size.route), quality=quality
                ),
                inputs=(Input(kind="source", name=path, digest=context.site.files[path].digest),),
                weight=3.0,
                source=path,
            )


def copy_tasks(context: Context, templates: Mapping[str, str]) -> Iterator[Task]:
    """Yield a task for each file that travels with its page."""
    for path, file in context.site.files.items():
        if lettering := context.lettering.get(path):
            fonts = sorted({f"{FONT_FOLDER}{cut.face.file}" for cut in lettering})
            source = Input(kind="source", name=path, digest=file.digest)
            yield Task(
                output=output_of(file.route),
                format="drawing",
                view=DrawingView(name=path, lettering=lettering),
                inputs=(source, *_inputs(fonts, templates)),
                weight=3.0,
                source=path,
            )
            continue
        yield Task(
            output=output_of(file.route),
            format="copy",
            view=CopyView(name=path),
            inputs=(Input(kind="source", name=path, digest=file.digest),),
            weight=0.2,
            source=path,
        )


def asset_tasks(theme: ThemeView, templates: Mapping[str, str], characters: Characters) -> Iterator[Task]:
    """Yield the tasks of the theme: style sheets, scripts, fonts, and the files it keeps beside them.

    `templates` maps every template name to its digest.
    """
    for route, sheets in by_route(templates, STYLES_FOLDER, STYLES_ROUTE).items():
        yield Task(
            output=output_of(route),
            format="styles",
            view=StylesView(sheets=sheets, theme=theme, apart=characters.apart)
            if route == STYLES_ROUTE
            else StylesView(sheets=sheets, theme=None),
            inputs=_inputs(sheets, templates),
        )
    for route, scripts in by_route(templates, SCRIPTS_FOLDER, SCRIPT_ROUTE).items():
        yield Task(
            output=output_of(route),
            format="script",
            view=ScriptView(scripts=scripts),
            inputs=_inputs(scripts, templates),
        )
    yield from _font_tasks(theme, templates, characters)
    for name in sorted(templates):
        path = PurePosixPath(name)
        if path.parts[0] == "assets" and (path.suffix in PLAIN_ASSETS or path.match("assets/fonts/OFL*.txt")):
            yield Task(
                output=name,
                format="copy",
                view=CopyView(name=name, kind="template"),
                inputs=_inputs((name,), templates),
                weight=0.2,
            )


def _font_tasks(theme: ThemeView, templates: Mapping[str, str], characters: Characters) -> Iterator[Task]:
    for file in sorted({face.file for role in theme.fonts for face in role.faces}):
        name = f"{FONT_FOLDER}{file}"
        if name not in templates:  # which has been reported
            continue
        parts = [("", FontView(file=name, characters=characters.shown))]
        if characters.apart:
            parts.append((APART, FontView(file=name, characters=characters.apart, basic=False)))
        for part, view in parts:
            yield Task(
                output=output_of(font_route(file, part)),
                format="font",
                view=view,
                inputs=_inputs((name,), templates),
                weight=60.0,
            )


def _inputs(names: Iterable[str], templates: Mapping[str, str]) -> tuple[Input, ...]:
    return tuple(Input(kind="template", name=name, digest=templates.get(name, "")) for name in names)


def shown_characters(site: Site, strings: Iterable[bytes]) -> Characters:
    """Return every character that the website may show, for the fonts to keep."""
    config = site.config
    texts = [config.model_dump_json(), *(data.decode("utf-8", "replace") for data in strings)]
    texts += [person.model_dump_json() for person in site.people.values()]
    texts += [term.model_dump_json() for term in site.glossary.values()]
    for document in site.documents.values():
        texts += [document.title, document.meta.model_dump_json(exclude_unset=True), document.characters]
        for block in document.body.blocks:
            texts += [block.argument, block.options.model_dump_json()]
    return divided(texts, _words_of_data(site.data))


def _words_of_data(data: Databank) -> Iterator[str]:
    """Yield what charts, tables and profiles may show of the data: names, titles, signs of numbers."""
    for indicator in data.indicators.values():
        yield indicator.meta.model_dump_json(exclude_unset=True)
    for codelist in data.codelists.values():
        yield codelist.meta.model_dump_json(exclude_unset=True)
        for code in codelist.codes.values():
            yield " ".join((code.code, code.name, *code.names.values(), *code.labels.values()))
    if data.indicators:
        yield "0123456789 +−–…%‰×≤≥·→★☆"
