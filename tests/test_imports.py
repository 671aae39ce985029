"""The shape of the house, read from the sources: who may import whom, how large a module may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "obsite"

# What each room may import, beside itself. What is not named here may not be imported.
ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "text": {"diagnostics"},
    "schema": {"diagnostics", "text"},
    "data": {"diagnostics", "text", "schema"},
    "charts": {"diagnostics", "text", "schema", "data"},
    "content": {"diagnostics", "text", "schema", "data", "charts"},
    "markup": {"diagnostics", "text", "schema", "data", "charts", "content"},
    "config": {"diagnostics", "text", "schema", "data", "charts"},
    "documents": {"diagnostics", "text", "schema", "data", "charts", "content", "markup", "config"},
    "site": {"diagnostics", "text", "schema", "data", "charts", "content", "markup", "config", "documents"},
    "covers": {"diagnostics", "text", "schema", "data", "charts", "content"},
    "engine": {"diagnostics"},
    "outputs": {
        "diagnostics",
        "text",
        "schema",
        "data",
        "charts",
        "content",
        "markup",
        "config",
        "documents",
        "site",
        "covers",
        "engine",
    },
}
ALLOWED["pipeline"] = {*ALLOWED}
ALLOWED["serve"] = {"pipeline", "engine", "config", "diagnostics"}
ALLOWED["cli"] = {"serve", "pipeline", "outputs", "data", "engine", "config", "text", "diagnostics"}
ALLOWED["__main__"] = {"cli"}
HOMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST_MODULE = 300


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "starters" not in path.parts)


def parsed(path: Path) -> ast.Module:
    # Greenlets of the browser's driver confuse the recursion count of CPython 3.11 in their thread.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(ast.parse, path.read_text(encoding="utf-8")).result()


def room_of(path: Path) -> str:
    return named(path.relative_to(SOURCE).parts[0].removesuffix(".py"))


def named(room: str) -> str:
    """The pipeline's stages are part of it: it is the page that tells them in order."""
    return "pipeline" if room == "stages" else room


def imported_rooms(path: Path) -> Iterator[tuple[int, str]]:
    """Each room of obsite that a module imports, with the line; imports inside functions count too."""
    for node in ast.walk(parsed(path)):
        match node:
            case ast.Import():
                names = [alias.name for alias in node.names]
            case ast.ImportFrom(module="obsite", level=0):
                names = [f"obsite.{alias.name}" for alias in node.names]
            case ast.ImportFrom():
                names = [node.module or ""]
            case _:
                continue
        for name in names:
            if name.startswith("obsite."):
                yield node.lineno, named(name.split(".")[1])


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_rooms_below_its_own(path):
    room = room_of(path)
    if room == "__init__":
        assert not list(imported_rooms(path)), "the package itself imports nothing"
        return
    assert room in ALLOWED, f"{room} has no place in the house: give it one in this test"
    wrong = [
        (line, to) for line, to in imported_rooms(path) if to not in {room, "__version__", *ALLOWED[room]}
    ]
    assert not wrong, f"{room} must not import {', '.join(f'{to} (line {line})' for line, to in wrong)}"


def test_the_arrows_form_no_circle():
    """Every room can be reached only from rooms above it."""
    order = {room: place for place, room in enumerate(ALLOWED)}
    assert all(
        order[below] < order[room] for room, under in ALLOWED.items() for below in under if below != room
    )


def test_no_module_is_relative():
    relative = [
        f"{path.name}:{node.lineno}"
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative


def test_every_module_has_a_home_and_says_what_lives_there():
    for path in modules():
        assert path.stem not in HOMELESS, path
        if path.read_text(encoding="utf-8").strip():
            assert ast.get_docstring(parsed(path)), f"{path} needs a docstring"


def test_no_module_is_too_long():
    long = {
        str(path): lines
        for path in modules()
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_weasyprint_is_imported_in_one_room_only():
    """It takes a second to load; checking and making pages must not pay for it."""
    rooms = {
        path.relative_to(SOURCE).parts[0]
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and "weasyprint" in {getattr(node, "module", ""), *(alias.name for alias in node.names)}
    }
    assert rooms <= {"outputs"}
