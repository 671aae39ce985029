"""From routes to what stands in an `href`: relative on pages, absolute in feeds and on the error page.

A route is "/issues/x/" (a page) or "/events.ics" (a file). Pages name `index.html` outright, so
that a site opened from disk works; a small script shortens addresses where a server answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SAFE = "/~!$&'()*+,;=:@"
_UNQUOTED = re.compile(r"[A-Za-z0-9_./-]*")  # the most frequent characters that need no quoting
_BREAK = re.compile(r"\s*[\t\r\n]\s*")
_BAD = r"\x00-\x20\x7f\"<>\\^`{|}"
_UNWRITABLE = re.compile(f"[{_BAD}]")
_TIDY = re.compile(rf"[^\s{_BAD}\[\]#]*+(?:#[^\s{_BAD}\[\]#]*+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """How routes are written in one output: seen from `route`, or below `root` when that is given.

    `root` is a base path ("/", "/letters/") or a base URL ("https://example.org/letters/").
    """

    route: str
    root: str = ""

    def href(self, target: str) -> str:
        """Return the address of a route; absolute URLs and in-page anchors stay as they are."""
        if not target.startswith("/") or target.startswith("//"):
            return tidy_url(target) if _ABSOLUTE.match(target) else target
        if self.root:
            return absolute_url(self.root, target)
        path, query, anchor = _divided(target)
        if path == self.route and anchor and not query:
            return anchor
        return relative_path(self.route, path) + query + anchor


def relative_path(current: str, target: str) -> str:
    """Return the relative address of the file behind `target`, seen from the file behind `current`."""
    top = current.find("/", 1) + 1
    if top and not target.startswith(current[:top]):  # most lead to other folders
        away = target[1:] if not target.endswith("/") else f"{target[1:]}index.html"
        up = "../" * (current.count("/") - 1)
        return up + (away if _UNQUOTED.fullmatch(away) else quote(away, safe=_SAFE))
    here = current.split("/")[1:-1]
    *there, name = target.split("/")[1:]
    shared = 0
    for mine, other in zip(here, there, strict=False):
        if mine != other:
            break
        shared += 1
    steps = [".."] * (len(here) - shared) + there[shared:] + [name or "index.html"]
    address = "/".join(steps)
    if not _UNQUOTED.fullmatch(address):
        address = quote(address, safe=_SAFE)
    # A colon in the first step would read as the scheme of an absolute address.
    return f"./{address}" if ":" in steps[0] else address


def absolute_url(base_url: str, target: str) -> str:
    """Return the URL of a route below a base, which ends with a slash; other addresses stay as they are."""
    if not target.startswith("/") or target.startswith("//"):
        return tidy_url(target) if _ABSOLUTE.match(target) else target
    if _UNQUOTED.fullmatch(target):
        return base_url + target[1:]
    path, query, anchor = _divided(target)
    return base_url + quote(path[1:], safe=_SAFE) + query + anchor


def _divided(route: str) -> tuple[str, str, str]:
    """Return a route's path, its query and its anchor, both with their signs."""
    path, anchor = _split(route, "#") if "#" in route else (route, "")
    path, query = _split(path, "?") if "?" in path else (path, "")
    return path, query, anchor


def tidy_url(url: str) -> str:
    """Return an author's URL without line breaks, and with the characters escaped that no URL may hold."""
    if _TIDY.fullmatch(url):
        return url
    url = _UNWRITABLE.sub(_escape, _BREAK.sub("", url.strip()))
    base, anchor = _split(url, "#")
    _, slash, path = base.partition("//")[2].partition("/")
    if slash:  # brackets stand in a host alone
        start = len(base) - len(path)
        base = base[:start] + path.replace("[", "%5B").replace("]", "%5D")
    return base + anchor[:1] + anchor[1:].replace("#", "%23").replace("[", "%5B").replace("]", "%5D")


def _escape(character: re.Match[str]) -> str:
    return quote(character[0], safe="")


def _split(text: str, mark: str) -> tuple[str, str]:
    head, found, tail = text.partition(mark)
    return head, found + tail
