"""Calendar files, read back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from icalendar import Calendar

from obsite.engine.task import Task
from obsite.outputs import calendars
from obsite.outputs.calendars import CalendarView, calendar_event
from obsite.outputs.views import EventCardView

CARD = EventCardView(
    title="Count, the second",
    route="/events/count/",
    start=dt.date(2024, 3, 30),
    end=dt.date(2024, 3, 31),
    start_time="",
    end_time="",
    timezone="",
    location="Turin",
    country="Italy",
    online=False,
    aim="Count herons; " * 12,
    audience="",
    url="",
    organiser="Marsh Society",
    status="tentative",
    past=False,
    ics_route="/events/count/count.ics",
)


def made(card=CARD, *more):
    events = tuple(
        calendar_event(one, base_url="https://heron.example/letters/", sequence=2, stamp=dt.date(2024, 1, 5))
        for one in (card, *more)
    )
    view = CalendarView(name="Events", events=events)
    return calendars.render(Task(output="events.ics", format="calendar", view=view), None).data


def event_of(data):
    return Calendar.from_ical(data).walk("VEVENT")[0]


def test_whole_days_end_on_the_day_after():
    event = event_of(made())
    assert event.decoded("dtstart") == dt.date(2024, 3, 30)
    assert event.decoded("dtend") == dt.date(2024, 4, 1)


def test_everything_comes_from_the_event():
    event = event_of(made())
    assert event["uid"] == "events-count@heron.example"
    assert event.decoded("dtstamp") == dt.datetime(2024, 1, 5, tzinfo=dt.UTC)
    assert event.decoded("sequence") == 2
    assert event["status"] == "TENTATIVE"
    assert event["location"] == "Turin, Italy"
    assert event["url"] == "https://heron.example/letters/events/count/"
    assert made() == made()


def test_times_have_a_zone_that_is_defined():
    data = made(replace(CARD, start_time="09:30", end_time="17:00", timezone="Europe/Rome"))
    event = event_of(data)
    assert event["dtstart"].params["TZID"] == "Europe/Rome"
    assert event.decoded("dtend").utcoffset() == dt.timedelta(hours=2)
    assert [zone["tzid"] for zone in Calendar.from_ical(data).walk("VTIMEZONE")] == ["Europe/Rome"]


def test_a_start_without_an_end_has_no_end():
    assert "dtend" not in event_of(made(replace(CARD, start_time="09:30", timezone="Europe/Rome")))


def test_an_unknown_zone_leaves_the_time_floating():
    event = event_of(made(replace(CARD, start_time="09:30", timezone="Mars/Olympus")))
    assert event.decoded("dtstart") == dt.datetime(2024, 3, 30, 9, 30)


def test_lines_are_short_and_end_as_the_standard_asks():
    data = made()
    assert data.endswith(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
