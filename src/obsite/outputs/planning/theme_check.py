"""What can be said of a site's own theme before anything is rendered.

Its templates have to be readable, whether a page uses them or not; its files of interface strings
have to be YAML; the roles of colours and fonts that site.yaml sets have to exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from obsite.config import Config
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit
from obsite.outputs.faults import FOLDER
from obsite.outputs.templating import syntax_fault
from obsite.outputs.theme import FONT_FOLDER, FONTS
from obsite.text.source import read_text
from obsite.text.suggest import closest, did_you_mean
from obsite.text.yaml_nodes import compose

_TEMPLATES = (".html", ".xml")
_STRINGS = ("strings/", (".yaml", ".yml"))
_PROPERTY = re.compile(r"--([a-z][\w-]*)\s*:")
_FONTS = (b"wOF2", b"wOFF", b"\0\1\0\0", b"OTTO", b"true")
_ENDS_RULE = re.compile(r"[{};<>\\]")

Lookup = Callable[[str], bytes | None]


def check_templates(own: Iterable[str], lookup: Lookup, emit: Emit) -> None:
    """Report what is wrong with the files of a site's own templates/, each by itself."""
    for name in own:
        data = lookup(name)
        if data is None:
            continue
        if name.endswith(_TEMPLATES):
            if read_text(data, FOLDER + name, emit) is not None and (fault := syntax_fault(name, data)):
                emit(fault)
        elif name.startswith(_STRINGS[0]) and name.endswith(_STRINGS[1]):
            _check_strings(FOLDER + name, data, emit)
        elif name.endswith((".css", ".js")):
            read_text(data, FOLDER + name, emit)


def _check_strings(path: str, data: bytes, emit: Emit) -> None:
    text = read_text(data, path, emit)
    node = compose(text, path=path, emit=emit) if text is not None else None
    if node is not None and node.value is not None and not isinstance(node.value, dict):
        cure = "Write each string as `key: text`"
        emit(finding("invalid-value", "Interface strings are keys with texts", node.span(), cure))


def check_theme(config: Config, digests: Mapping[str, str], lookup: Lookup, emit: Emit) -> None:
    """Report colours and fonts of site.yaml that the theme does not know or cannot find."""
    known = {name for sheet in digests if sheet.endswith(".css") for name in _properties(lookup(sheet))}
    for medium in ("light", "dark"):
        for role, value in getattr(config.theme.colours, medium).items():
            key = f"theme.colours.{medium}.{role}"
            if role not in known:
                cure = did_you_mean(role, sorted(known)) or "Colours are named in the theme's style sheets"
                emit(finding("unknown-key", f"The theme has no colour `{role}`", config.key_span(key), cure))
            elif _ENDS_RULE.search(value):
                emit(
                    finding(
                        "invalid-value", f"`{value}` is no colour", config.span(key), "Write it as #1a2b3c"
                    )
                )
    _check_fonts(config, digests, lookup, emit)


def _properties(data: bytes | None) -> list[str]:
    return _PROPERTY.findall(data.decode("utf-8", "replace")) if data else []


def _check_fonts(config: Config, digests: Mapping[str, str], lookup: Lookup, emit: Emit) -> None:
    roles = [role.role for role in FONTS]
    files = [name.removeprefix(FONT_FOLDER) for name in digests if name.startswith(FONT_FOLDER)]
    for role, font in config.theme.fonts.items():
        key = f"theme.fonts.{role}"
        if role not in roles:
            cure = did_you_mean(role, roles) or f"Roles are {', '.join(roles)}"
            emit(finding("unknown-key", f"The theme has no font `{role}`", config.key_span(key), cure))
        for index, cut in enumerate(font.files):
            if cut.file not in files:
                near = closest(cut.file, files)
                cure = f"Did you mean `{near}`?" if near else f"Put it into {FOLDER}{FONT_FOLDER}"
                place = config.span(f"{key}.files.{index}.file")
                emit(finding("invalid-value", f"There is no font file `{cut.file}`", place, cure))
            elif not (lookup(FONT_FOLDER + cut.file) or b"").startswith(_FONTS):
                place = config.span(f"{key}.files.{index}.file")
                cure = "Use a file of the kind WOFF2, WOFF, TTF or OTF"
                emit(finding("invalid-value", f"`{cut.file}` is no font", place, cure))
