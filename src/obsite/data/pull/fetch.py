"""HTTP as a good citizen speaks it: validators from the last time, retries with patience, clear refusals.

Used by `obsite data pull` alone; nothing of a build touches the network.
"""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from obsite import __version__
from obsite.diagnostics.errors import WorldRefused

if TYPE_CHECKING:
    import httpx

TRIES = 5
_PATIENCE_S = 60.0  # for an answer to begin, and between the parts of one
_LONGEST_WAIT_S = 120.0
_AGAIN = frozenset({408, 413, 425, 429, 500, 502, 503, 504})
MOST_BYTES = 400_000_000


class SourceRefused(WorldRefused):
    """The source does not give what was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a source answered. `fresh` is False if it has not changed since the validators were given."""

    fresh: bool
    data: bytes = b""
    validators: Mapping[str, str] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How to fetch; tests bring their own clock."""

    sleep: Callable[[float], None] = time.sleep
    say: Callable[[str], None] = lambda _: None
    tries: int = TRIES


def fetch(url: str, known: Mapping[str, str], way: Way | None = None) -> Answer:
    """Return what is at an address now, or that nothing has changed.

    `known` are the validators of the last answer: "etag", "last-modified". Raises SourceRefused.
    """
    import httpx

    way = way or Way()
    headers = {"User-Agent": f"obsite/{__version__}", "Accept-Encoding": "gzip"}
    if etag := known.get("etag"):
        headers["If-None-Match"] = etag
    if modified := known.get("last-modified"):
        headers["If-Modified-Since"] = modified
    with httpx.Client(headers=headers, timeout=_PATIENCE_S, follow_redirects=True) as client:
        return _try_again(client, url, way)


def _try_again(client: httpx.Client, url: str, way: Way) -> Answer:
    import httpx

    reason = ""
    for attempt in range(1, way.tries + 1):
        wait = min(2.0**attempt, _LONGEST_WAIT_S)
        try:
            response, data = _ask(client, url)
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
        else:
            if response.status_code == 304:
                return Answer(fresh=False, url=url)
            busy = response.status_code in _AGAIN or _is_preparing(data)
            if not busy:
                return _taken(response, data, url)
            reason = _reason(response, data)
            wait = _asked_wait(response, wait)
        if attempt < way.tries:
            way.say(f"{reason}; trying again in {wait:.0f} s ({attempt} of {way.tries})")
            way.sleep(wait)
    raise SourceRefused(
        f"{url} did not answer: {reason}",
        f"It was asked {way.tries} times. Try again later; nothing was changed",
    )


def _ask(client: httpx.Client, url: str) -> tuple[httpx.Response, bytes]:
    with client.stream("GET", url) as response:
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > MOST_BYTES:
                raise SourceRefused(
                    f"{url} sends more than {MOST_BYTES // 1_000_000} MB", "Narrow it with `filters:`"
                )
            parts.append(part)
        return response, b"".join(parts)


def _taken(response: httpx.Response, data: bytes, url: str) -> Answer:
    if response.status_code != 200:
        raise SourceRefused(f"{url} answered {_reason(response, data)}", _cure(response.status_code))
    if said := _error_in(data):
        raise SourceRefused(f"{url} answered: {said}", "Check the dataset's code and the `filters:`")
    expected = response.headers.get("content-length")
    encoded = response.headers.get("content-encoding", "identity") != "identity"
    if expected and not encoded and expected.isdecimal() and int(expected) != len(data):
        raise SourceRefused(f"{url} broke off: {len(data)} of {expected} bytes came", "Try again")
    kept = {name: response.headers[name] for name in ("etag", "last-modified") if name in response.headers}
    return Answer(fresh=True, data=data, validators=kept, url=str(response.url))


def _asked_wait(response: httpx.Response, otherwise: float) -> float:
    """Return how long the server asks to wait: seconds, or a date (RFC 9110, Retry-After)."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return min(float(asked), _LONGEST_WAIT_S)
    if asked:
        try:
            then = email.utils.parsedate_to_datetime(asked).timestamp()
        except (TypeError, ValueError):
            return otherwise
        return min(max(then - time.time(), 0.0), _LONGEST_WAIT_S)
    return otherwise


def _json(data: bytes) -> object:
    if data.lstrip()[:1] != b"{" or len(data) > 20_000:
        return None
    try:
        return json.loads(data)
    except ValueError:
        return None


def _is_preparing(data: bytes) -> bool:
    """Whether Eurostat says that the table is being made, which it does with a warning in place of data."""
    document = _json(data)
    warning = document.get("warning") if isinstance(document, dict) else None
    said = json.dumps(warning) if warning else ""
    return "ASYNC" in said.upper() or '"status": 413' in said


def _error_in(data: bytes) -> str:
    """Return what a source says is wrong, in an answer that is well otherwise."""
    document = _json(data)
    if not isinstance(document, dict) or "error" not in document:
        return ""
    error = document["error"]
    first = error[0] if isinstance(error, list) and error else error
    return str(first.get("label") or first.get("message") or first) if isinstance(first, dict) else str(first)


def _reason(response: httpx.Response, data: bytes) -> str:
    said = _error_in(data)
    return f"{response.status_code} {response.reason_phrase}" + (f": {said}" if said else "")


def _cure(status: int) -> str:
    if status in {404, 410}:
        return "Is the dataset's code or address right?"
    if status in {401, 403}:
        return "The source wants a permission that obsite cannot give"
    return "Check `pull:` in the indicator's YAML"
