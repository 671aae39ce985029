"""`obsite completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from obsite.cli.invocation import common_options

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@common_options
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the completion script for SHELL.

    \b
    bash   obsite completion bash > ~/.local/share/bash-completion/completions/obsite
    zsh    obsite completion zsh > a folder of $fpath, as _obsite
    fish   obsite completion fish > ~/.config/fish/completions/obsite.fish
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    click.echo(completion(context.find_root().command, {}, "obsite", "_OBSITE_COMPLETE").source())
    return 0
