"""`obsite serve`: the site in a browser, always as it was last saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from obsite.cli import choices
from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.diagnostics.errors import ObsiteError

if TYPE_CHECKING:
    from obsite.pipeline import BuildReport


@click.command("serve")
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to answer on; 0 takes one that is free.",
)
@click.option(
    "--host",
    metavar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="Answer there. 0.0.0.0 lets others in the network look.",
)
@click.option("-O", "--open", "wants_browser", is_flag=True, help="Open the site in the browser.")
@choices.takes(choices.OUTPUT, choices.DRAFTS, choices.FUTURE, choices.AS_OF, choices.JOBS)
@common_options
@pass_invocation
def command(invocation: Invocation, /, port: int, host: str, wants_browser: bool, **chosen: Any) -> int:
    """Show the site while it is written: build it, serve it, and follow every file that is saved.

    Open pages show what was saved by themselves. While there are errors the last good build stays,
    and the page says what is wrong. A PDF is made when it is asked for. Ctrl-C ends the preview;
    `obsite build` then makes what is to be published, PDFs included.
    """
    options = choices.build_options(invocation, chosen | {"pdf": False})
    from obsite.serve.server import ServeOptions, serve

    serve(
        ServeOptions(build=options, host=host, port=port),
        Teller(invocation),
        when_built=_open_browser if wants_browser else lambda _: None,
    )
    invocation.say("\nThe preview has ended.")
    return 0


class Teller:
    """Tells of builds on the terminal."""

    def __init__(self, invocation: Invocation) -> None:
        self._invocation = invocation

    def opened(self, url: str) -> None:
        self._invocation.say(f"{url} shows the site; Ctrl-C ends it.")

    def built(self, report: BuildReport) -> None:
        from obsite.cli.report import failure, show, summary

        show(report.diagnostics, self._invocation.root(), self._invocation)
        self._invocation.say(summary(report) if report.published else failure(report, self._invocation))

    def stopped(self, stop: Exception) -> None:
        from obsite.cli.main import complain

        if isinstance(stop, ObsiteError):
            complain(stop.message, stop.help)
            return
        from obsite.cli.crash import write_report

        click.echo(write_report(stop, ["serve", "-C", str(self._invocation.root())]), err=True)


def _open_browser(url: str) -> None:
    import webbrowser

    webbrowser.open(url)
