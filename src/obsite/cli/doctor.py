"""`obsite doctor`: what this machine lacks, and the command that cures it."""

from __future__ import annotations

import click

from obsite.cli.invocation import Invocation, common_options, pass_invocation
from obsite.cli.machine import Check, look_at_machine, look_at_site


@click.command("doctor")
@common_options
@pass_invocation
def command(invocation: Invocation) -> int:
    """Look whether this machine has all that obsite needs.

    Each line names one thing; what is missing is followed by what to do about it. Within a site,
    the site's folder is looked at too.
    """
    root = invocation.find_root()
    checks = [*look_at_machine(), *(look_at_site(root) if root else ())]
    for check in checks:
        if not (check.fine and invocation.quiet):
            click.echo(line(check))
    missing = sum(not check.fine for check in checks)
    if missing:
        click.echo(f"{missing} of {len(checks)} need your attention.")
        return 1
    invocation.say("All is well." if root else "All is well. This folder is not in a site.")
    return 0


def line(check: Check) -> str:
    mark = "ok     " if check.fine else "missing"
    text = f"{mark}  {check.name:<20} {check.found}"
    return text if check.fine else f"{text}\n         to cure it: {check.cure}"
