"""Field types that read authored strings: dates, flags, counts, lists of names, slugs.

A reader that cannot read its value raises a PydanticCustomError made by `refuse`: its type is the
code of the diagnostic, its message is ours, and its context holds the help.
"""

from __future__ import annotations

import datetime as dt
import re
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
_NOT_IN_ROUTE = frozenset("\\?#%&<>\"'`[]{}|^")
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
    slug = "-".join(value.split())
    if not slug or (not _NOT_IN_ADDRESS & set(slug) and slug.strip(".")):
        return slug
    near = slugify(slug)
    refuse(
        f"`{value}` cannot be part of an address",
        f"Did you mean `{near}`?" if near else "Use letters and hyphens",
    )


def read_route(value: Any) -> Any:
    """Return an address within the site, such as /about/ or /old/page.html."""
    if not isinstance(value, str) or not (route := value.strip()):
        return value
    if "://" in route or route.startswith("//"):
        refuse(
            f"`{value}` is an address of the web, and one within this site is needed",
            "Write only its path: /about/. A key meant for another tool can be named in "
            "`ignore_keys:` of site.yaml",
        )
    if ".." in route.split("/"):
        refuse(f"`{value}` leads out of the site", "Write the address from the top of the site: /about/")
    if odd := sorted({sign for sign in route if sign in _NOT_IN_ROUTE or not sign.isprintable()}):
        refuse(f"`{value}` cannot be an address: it has a `{odd[0]}` in it", "Write it as /about/")
    return route


def read_language(value: Any) -> Any:
    """Return a language as a tag of BCP 47: de, en-GB, zh-Hant."""
    if not isinstance(value, str):
        return value
    tag = value.strip().replace("_", "-")
    if tag and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag):
        refuse(f"`{value}` is not the code of a language", "Write it as en, de or pt-BR")
    return tag


def read_web_address(value: Any) -> Any:
    """Return a full address of the web."""
    if not isinstance(value, str) or not (address := value.strip()):
        return value
    if not re.fullmatch(r"https?://[^\s/]\S*|mailto:\S+@\S+", address):
        meant = f"https://{address}" if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", address) else ""
        help = f"Did you mean `{meant}`?" if meant else "Write the full address: https://example.org/page"
        refuse(f"`{value}` is not an address of the web", help)
    return address


def read_isbn(value: Any) -> Any:
    """Return an ISBN as it is written, if its last digit agrees with the others."""
    if not isinstance(value, str) or not (isbn := value.strip()):
        return value
    digits = isbn.upper().replace("-", "").replace(" ", "")
    if not re.fullmatch(r"\d{9}[\dX]|\d{13}", digits):
        refuse(f"`{value}` is not an ISBN", "It has 10 or 13 digits: 978-0-00-000000-2")
    figures = [10 if digit == "X" else int(digit) for digit in digits]
    weights, modulus = (range(10, 0, -1), 11) if len(digits) == 10 else ((1, 3) * 6 + (1,), 10)
    if sum(figure * weight for figure, weight in zip(figures, weights, strict=True)) % modulus:
        message = f"`{value}` is not an ISBN: its last digit does not agree with the others"
        refuse(message, "Compare it with the imprint, digit by digit")
    return isbn


def read_doi(value: Any) -> Any:
    """Return a DOI without what is often written before it."""
    if not isinstance(value, str) or not (doi := value.strip()):
        return value
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.IGNORECASE)
    if not re.fullmatch(r"10\.\d{4,9}/\S+", doi):
        refuse(f"`{value}` is not a DOI", "It begins with 10. and has a slash: 10.2826/12345")
    return doi


def read_timezone(value: Any) -> Any:
    """Return the name of a time zone that exists."""
    if not isinstance(value, str) or not (name := value.strip()):
        return value
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        near = closest(name, available_timezones())
        help = f"Did you mean `{near}`?" if near else "Write it as Europe/Vienna"
        refuse(f"`{value}` is not the name of a time zone", help)
    return name


AuthoredDate = Annotated[dt.date, BeforeValidator(read_date, json_schema_input_type=str)]
AuthoredMoment = Annotated[dt.datetime | dt.date, BeforeValidator(read_moment, json_schema_input_type=str)]
Flag = Annotated[bool, BeforeValidator(read_flag, json_schema_input_type=bool)]
Draft = Annotated[bool, BeforeValidator(read_draft, json_schema_input_type=bool)]
Count = Annotated[int, BeforeValidator(read_count, json_schema_input_type=int), Field(ge=0)]
WholeNumber = Annotated[int, BeforeValidator(read_whole_number, json_schema_input_type=int)]
Names = Annotated[tuple[str, ...], BeforeValidator(read_names, json_schema_input_type=list[str] | str)]
Slug = Annotated[str, BeforeValidator(read_slug, json_schema_input_type=str)]
Route = Annotated[str, BeforeValidator(read_route, json_schema_input_type=str)]
Routes = Annotated[tuple[Route, ...], BeforeValidator(read_names, json_schema_input_type=list[str] | str)]
Language = Annotated[str, BeforeValidator(read_language, json_schema_input_type=str)]
TimeZone = Annotated[str, BeforeValidator(read_timezone, json_schema_input_type=str)]
PositiveCount = Annotated[int, BeforeValidator(read_count, json_schema_input_type=int), Field(ge=1)]
Percentage = Annotated[int, BeforeValidator(read_count, json_schema_input_type=int), Field(ge=1, le=100)]
WebAddress = Annotated[str, BeforeValidator(read_web_address, json_schema_input_type=str)]
Isbn = Annotated[str, BeforeValidator(read_isbn, json_schema_input_type=str)]
Doi = Annotated[str, BeforeValidator(read_doi, json_schema_input_type=str)]
