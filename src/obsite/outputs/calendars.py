"""Calendar files (RFC 5545): all events in one, and one for each event.

Everything comes from the event itself. DTSTAMP in particular is the day its text was last changed
and not the moment of the build, so that the same event gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from obsite.engine.task import Rendered, Task
from obsite.outputs.addresses import absolute_url
from obsite.outputs.reading import Reading
from obsite.outputs.views import EventCardView

if TYPE_CHECKING:
    from icalendar import Event, Timezone

PRODID = "-//obsite//Events//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEventView:
    """An event as a calendar knows it. Times are local to `timezone`, or floating when that is ""."""

    uid: str
    title: str
    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None  # the last day itself, for events of whole days
    timezone: str
    location: str
    description: str
    url: str
    contact: str
    status: str  # confirmed, tentative or cancelled
    sequence: int
    stamp: dt.date  # of the last change


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    name: str
    events: tuple[CalendarEventView, ...]


def calendar_event(
    card: EventCardView, *, base_url: str, sequence: int = 0, stamp: dt.date
) -> CalendarEventView:
    """Return the calendar's view of an event; its UID is its route at the site's host."""
    host = urlsplit(base_url).hostname or "localhost"
    return CalendarEventView(
        uid=f"{card.route.strip('/').replace('/', '-')}@{host}",
        title=card.title,
        start=_at(card.start, card.start_time),
        end=_at(card.end, card.end_time) if card.end_time or not card.start_time else None,
        timezone=card.timezone,
        location=", ".join(part for part in (card.location, card.country) if part),
        description=card.aim,
        url=card.url or absolute_url(base_url, card.route),
        contact=card.organiser,
        status=card.status,
        sequence=sequence,
        stamp=stamp,
    )


def _at(day: dt.date, time: str) -> dt.date:
    return dt.datetime.combine(day, dt.time.fromisoformat(time)) if time else day


def render(task: Task, reader: Reading) -> Rendered:
    """Return the calendar file."""
    from icalendar import Calendar  # here, since each build plans calendars and few make one

    del reader
    view = task.view
    assert isinstance(view, CalendarView)
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", view.name)
    for zone in _timezones(view.events):
        calendar.add_component(zone)
    for event in view.events:
        calendar.add_component(_event(event))
    return Rendered(data=calendar.to_ical())


def _event(view: CalendarEventView) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", view.uid)
    event.add("dtstamp", dt.datetime.combine(view.stamp, dt.time(), dt.UTC))
    event.add("sequence", view.sequence)
    event.add("summary", view.title)
    event.add("status", view.status.upper())
    zone = _zone(view.timezone)
    event.add("dtstart", _in(view.start, zone))
    if (end := _end(view)) is not None:
        event.add("dtend", _in(end, zone))
    for name, value in (
        ("location", view.location),
        ("description", view.description),
        ("url", view.url),
        ("contact", view.contact),
    ):
        if value:
            event.add(name, value)
    return event


def _end(view: CalendarEventView) -> dt.date | None:
    """Return DTEND, which is exclusive, or None where there is none or it makes no sense."""
    start, end = view.start, view.end
    if isinstance(start, dt.datetime):
        return end if isinstance(end, dt.datetime) and end > start else None
    last = end.date() if isinstance(end, dt.datetime) else end
    return max(start, last or start) + dt.timedelta(days=1)


def _in(moment: dt.date, zone: ZoneInfo | None) -> dt.date:
    return moment.replace(tzinfo=zone) if isinstance(moment, dt.datetime) and zone else moment


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _timezones(events: Iterable[CalendarEventView]) -> list[Timezone]:
    """Return the definitions of the zones in use, for the years in which they are used."""
    from icalendar import Timezone

    years: dict[str, list[int]] = {}
    for event in events:
        if isinstance(event.start, dt.datetime) and _zone(event.timezone):
            years.setdefault(event.timezone, []).extend([event.start.year, (event.end or event.start).year])
    return [
        Timezone.from_tzid(
            name, first_date=dt.date(min(used) - 1, 1, 1), last_date=dt.date(max(used) + 1, 12, 31)
        )
        for name, used in sorted(years.items())
    ]
