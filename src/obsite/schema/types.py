"""Field types that read authored strings: dates, flags, counts, lists of names, slugs.

A reader that cannot read its value raises a PydanticCustomError made by `refuse`: its type is the
code of the diagnostic, its message is ours, and its context holds the help.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, NoReturn

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from obsite.schema.dates import DateError, parse_date, parse_moment
from obsite.text.slugs import slugify
from obsite.text.suggest import closest

_TRUE = frozenset(("true", "yes", "on", "1"))
_FALSE = frozenset(("false", "no", "off", "0"))
_WORDS = ("true", "false", "yes", "no")
_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NOT_IN_ADDRESS = frozenset(" \t\n/\\?#%&<>\"'`[]{}|^:")


def refuse(message: str, help: str = "", *, code: str = "invalid-value", key: str = "") -> NoReturn:
    """Give up on a value, in our words; a validator of a whole model says which `key` is at fault."""
    context = {"message": message, "help": help, "key": key}
    raise PydanticCustomError(code, "{message}", context)


def read_date(value: Any) -> Any:
    """Return the date of a string; a time of day is allowed and dropped."""
    if not isinstance(value, str):
        return value.date() if isinstance(value, dt.datetime) else value
    try:
        return parse_date(value)
    except DateError as fault:
        refuse(str(fault), fault.help, code="invalid-date")


def read_moment(value: Any) -> Any:
    """Return the date of a string, or the date and time if it gives one."""
    if not isinstance(value, str):
        return value
    try:
        return parse_moment(value)
    except DateError as fault:
        refuse(str(fault), fault.help, code="invalid-date")


def read_flag(value: Any) -> Any:
    """Return the truth of yes and no words in any case."""
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    near = closest(word, _WORDS)
    refuse(f"`{value}` is neither yes nor no", f"Did you mean `{near}`?" if near else "Write true or false")


def read_draft(value: Any) -> Any:
    """Return whether a text is not to be published yet; other tools write `Status: draft` for it."""
    if isinstance(value, str) and value.strip().lower() in {"draft", "hidden", "private", "pending"}:
        return True
    if isinstance(value, str) and value.strip().lower() in {
        "published",
        "publish",
        "final",
        "public",
        "live",
    }:
        return False
    return read_flag(value)


def read_count(value: Any) -> Any:
    """Return the whole number of a string; signs and fractions are refused."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text.isdecimal():
        return int(text) if len(text) < 19 else refuse(f"`{text}` is too large a number")
    if text.lower() in _NUMBER_WORDS:
        refuse(f"`{value}` is not written in digits", f"Write {_NUMBER_WORDS.index(text.lower())}")
    if text.startswith("-") and text[1:].isdecimal():
        refuse(f"`{value}` is below zero", "Write a whole number from 0 upwards")
    refuse(f"`{value}` is not a whole number", "Write digits only, such as 12")


def read_whole_number(value: Any) -> Any:
    """Return the whole number of a string, which may be below zero."""
    if isinstance(value, str) and value.strip().startswith("-"):
        return -read_count(value.strip()[1:])
    return read_count(value)


def read_names(value: Any) -> Any:
    """Return a tuple of names from a list or from one comma-separated string."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = value.strip()
        # Other tools' bare headers write lists as they would in YAML.
        if value.startswith("[") and value.endswith("]"):
            value = value[1:-1]
        return tuple(name for part in value.split(",") if (name := part.strip().strip("\"'")))
    if isinstance(value, list):
        return tuple(
            item.strip() if isinstance(item, str) else item for item in value if item not in (None, "")
        )
    return value


def read_slug(value: Any) -> Any:
    """Return a last part of an address, if it can be one."""
    if not isinstance(value, str):
        return value
    slug = value.strip()
    if slug and not _NOT_IN_ADDRESS & set(slug) and slug.strip("."):
        return slug
    near = slugify(slug)
    refuse(
        f"`{value}` cannot be part of an address",
        f"Did you mean `{near}`?" if near else "Use letters and hyphens",
    )


AuthoredDate = Annotated[dt.date, BeforeValidator(read_date, json_schema_input_type=str)]
AuthoredMoment = Annotated[dt.datetime | dt.date, BeforeValidator(read_moment, json_schema_input_type=str)]
Flag = Annotated[bool, BeforeValidator(read_flag, json_schema_input_type=bool)]
Draft = Annotated[bool, BeforeValidator(read_draft, json_schema_input_type=bool)]
Count = Annotated[int, BeforeValidator(read_count, json_schema_input_type=int), Field(ge=0)]
WholeNumber = Annotated[int, BeforeValidator(read_whole_number, json_schema_input_type=int)]
Names = Annotated[tuple[str, ...], BeforeValidator(read_names, json_schema_input_type=list[str] | str)]
Slug = Annotated[str, BeforeValidator(read_slug, json_schema_input_type=str)]
