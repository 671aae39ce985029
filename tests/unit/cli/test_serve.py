"""`obsite serve`: what the command line makes of its arguments, and how it stops."""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
import sys

import pytest

from obsite.cli.invocation import Invocation
from obsite.cli.serve import Teller
from obsite.diagnostics.errors import WorldRefused


@pytest.fixture
def served(monkeypatch):
    """The preview's arguments, instead of a preview."""
    given = {}

    def serve(options, listener, when_built):
        given.update(options=options, when_built=when_built)

    monkeypatch.setattr("obsite.serve.server.serve", serve)
    return given


def test_a_preview_is_for_this_machine_and_without_pdfs(obsite, site, served):
    result = obsite("serve", "-p", "8123", "-D", "-F", "--as-of", "2026-03-31")
    assert result.code == 0
    options = served["options"]
    assert (options.host, options.port) == ("127.0.0.1", 8123)
    assert (options.build.pdf, options.build.drafts, options.build.future) == (False, True, True)
    assert options.build.as_of == dt.date(2026, 3, 31)


@pytest.mark.parametrize(("arguments", "opened"), [((), []), (("-O",), ["http://there/"])])
def test_the_browser_opens_when_asked(obsite, site, served, monkeypatch, arguments, opened):
    seen = []
    monkeypatch.setattr("webbrowser.open", seen.append)
    obsite("serve", *arguments)
    served["when_built"]("http://there/")
    assert seen == opened


def test_a_port_that_is_taken_ends_with_a_cure(obsite, site):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = obsite("serve", "-p", str(taken.getsockname()[1]))
    assert result.code == 4
    assert "take another: obsite serve -p" in result.err


def test_what_stops_a_build_is_told_and_does_not_stop_the_preview(site, capsys):
    teller = Teller(Invocation(directory=site))
    teller.stopped(WorldRefused("the disk is full", "make room"))
    teller.stopped(ValueError("odd"))
    told = capsys.readouterr().err
    assert "the disk is full" in told
    assert "make room" in told
    assert "a bug in obsite" in told


def test_other_commands_do_not_pay_for_the_server():
    heavy = "{'starlette', 'uvicorn', 'watchfiles', 'asyncio'}"
    code = (
        f"import sys, obsite.cli.main, obsite.cli.serve, obsite.pipeline; print({heavy} & set(sys.modules))"
    )
    room = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, "-c", code], env=room, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
