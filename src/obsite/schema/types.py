"""Field types that read authored strings: dates, flags, counts, lists of names."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BeforeValidator

_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


def read_date(value: Any) -> Any:
    """Return the date that a string begins with; a time of day is allowed and dropped."""
    if isinstance(value, dt.date) or not isinstance(value, str):
        return value
    if found := _DATE.match(value.strip()):
        return dt.date(*map(int, found.groups()))
    raise ValueError("not a date")


def read_flag(value: Any) -> Any:
    """Return the truth of yes and no words in any case."""
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise ValueError("not yes or no")


def read_names(value: Any) -> Any:
    """Return a tuple of names from a list or from one comma-separated string."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


AuthoredDate = Annotated[dt.date, BeforeValidator(read_date)]
Flag = Annotated[bool, BeforeValidator(read_flag)]
Count = Annotated[int, BeforeValidator(lambda value: value)]
Names = Annotated[tuple[str, ...], BeforeValidator(read_names)]
