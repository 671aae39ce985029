"""`obsite data`: what analysts ask of a site's tables, each subcommand in the module of its name."""

from __future__ import annotations

from importlib import import_module

import click

from obsite.cli.invocation import common_options

COMMANDS = ("list", "show", "check", "export", "pull")


class DataCommands(click.Group):
    """The group of all commands about data; a module is imported when its command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"obsite.cli.data.{cmd_name}").command
        return command


@click.command("data", cls=DataCommands)
@common_options
def command() -> None:
    """Look at the site's indicators: list, show, check, export and pull their tables."""
