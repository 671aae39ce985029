"""Names of this machine, and whom a preview answers."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

LOOPBACK = "127.0.0.1"


def names_for(host: str) -> tuple[str, ...] | None:
    """Return the names that requests may give to a server at `host`; None is any name.

    Whoever opens a preview to all networks cannot know by which names it is reached.
    """
    plain = _bare(host)
    try:
        if ipaddress.ip_address(plain).is_unspecified:
            return None
    except ValueError:
        pass
    return (plain,)


def is_ours(header: str, names: Sequence[str]) -> bool:
    """Whether a Host header names this machine's loopback or one of the names."""
    host = _without_port(header.strip().lower())
    return host in names or is_loopback(host)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, whatever networks it is in."""
    name = host.rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _bare(host: str) -> str:
    return host.strip("[]").lower()


def reachable(host: str) -> str:
    """Return a host as an address on this machine names it: "all networks" is no place to go to."""
    plain = _bare(host)
    if names_for(host) is None:
        plain = "::1" if ":" in plain else LOOPBACK
    return f"[{plain}]" if ":" in plain else plain
