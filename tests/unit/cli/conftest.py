"""A pipeline that makes nothing: it remembers what it was asked, and answers what a test tells it to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from obsite.diagnostics.errors import UsageError
from obsite.diagnostics.model import Diagnostic


@dataclass(kw_only=True)
class Options:
    """The real options' fields; a test reads what the command line made of its arguments."""

    root: Path
    output: Path | None
    base_url: str | None
    drafts: bool
    future: bool
    as_of: Any
    strict: bool
    pdf: bool
    jobs: int
    clean: bool


@dataclass
class FakePipeline:
    options: Any = None
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: list[str] = field(default_factory=list)
    raises: BaseException | None = None
    asked: str = ""
    known: str = ""

    def build(self, options: Any, progress: Any) -> Any:
        self._remember(options)
        progress.stage("render", 3)
        progress.advance(3)
        return SimpleNamespace(
            diagnostics=self.diagnostics,
            pages=92,
            pdfs=1,
            files=140,
            rendered=12,
            unchanged=221,
            removed=0,
            seconds=1.26,
            output=options.output or options.root / "output",
        )

    def check(self, options: Any) -> tuple[Diagnostic, ...]:
        self._remember(options)
        return self.diagnostics

    def make_pdf(self, options: Any, path: Path, target: Path | None) -> Any:
        self._remember(options)
        if self.diagnostics:
            return None, self.diagnostics
        target = target or options.root / f"{path.name}.pdf"
        target.write_bytes(b"%PDF" + b" " * 2996)
        return target, ()

    def explain(self, options: Any, path: str) -> list[str]:
        self._remember(options)
        self.asked = path
        if self.known and path != self.known:
            raise UsageError(f"no output is called {path}")
        return self.lines

    def _remember(self, options: Any) -> None:
        self.options = options
        if self.raises:
            raise self.raises


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    fake = FakePipeline()
    module = ModuleType("obsite.pipeline")
    members = {
        "BuildOptions": Options,
        "build": fake.build,
        "check": fake.check,
        "make_pdf": fake.make_pdf,
        "explain": fake.explain,
        "read_lines": lambda root: lambda path: None,
    }
    module.__dict__.update(members)
    import obsite

    monkeypatch.setitem(sys.modules, "obsite.pipeline", module)
    monkeypatch.setattr(obsite, "pipeline", module, raising=False)
    return fake


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is a site, and where we are."""
    root = tmp_path / "my letter"
    (root / "content" / "deep").mkdir(parents=True)
    (root / "site.yaml").write_text("title: My letter\n", encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return root


@dataclass
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def obsite(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command as a shell would."""
    from obsite.cli.main import main

    def run(*arguments: str) -> Outcome:
        code = main(arguments)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run
