"""The front matter of an event, after the properties of VEVENT in RFC 5545."""

from __future__ import annotations

from typing import ClassVar, Literal

from obsite.content.front_matter import FrontMatter
from obsite.schema.types import AuthoredMoment, Count, Flag, TimeZone, WebAddress


class EventMeta(FrontMatter):
    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = {
        key: value for key, value in FrontMatter.FOREIGN_KEYS.items() if key not in {"url", "status"}
    } | {
        "start_date": "start",
        "startdate": "start",
        "begins": "start",
        "end_date": "end",
        "enddate": "end",
        "ends": "end",
        "place": "location",
        "venue": "location",
        "link": "url",
        "website": "url",
        "organizer": "organiser",
        "tz": "timezone",
    }

    start: AuthoredMoment | None = None
    end: AuthoredMoment | None = None
    timezone: TimeZone = ""
    location: str = ""
    country: str = ""
    online: Flag = False
    aim: str = ""
    audience: str = ""
    url: WebAddress = ""
    organiser: str = ""
    status: Literal["confirmed", "tentative", "cancelled"] = "confirmed"
    sequence: Count = 0
    body: str = ""
