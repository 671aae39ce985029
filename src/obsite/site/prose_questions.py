"""From an expression in a text to a question that the data can answer, checked against the indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from obsite.data.databank import Databank
from obsite.diagnostics.catalogue import finding
from obsite.diagnostics.model import Emit, Span
from obsite.markup.body import Expression
from obsite.site.asking import Asked, Choice, choose
from obsite.text.expressions import Call, Literal
from obsite.text.suggest import closest

_PERIODS = ("year", "period", "from", "to")
_CODES = {"compare": ("with",), "share": ("of",), "rank": ("among",)}
# What each function takes beside the dimensions of its indicator.
OPTIONS: dict[str, tuple[str, ...]] = {
    "value": ("year", "period"),
    "change": ("from", "to", "kind"),
    "rank": ("year", "period", "among", "order", "of"),
    "share": ("year", "period", "of"),
    "compare": ("year", "period", "with", "kind"),
    "period": (),
    "latest": (),
    "unit": (),
    "name": (),
}
_CHOICES = {
    "kind": {"change": ("absolute", "relative"), "compare": ("difference", "ratio")},
    "order": {"rank": ("highest", "lowest")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an expression asks: of which values, and how it is to be told."""

    function: str
    indicator: str
    where: tuple[tuple[str, str], ...]  # a code for each dimension that was chosen
    dimension: str = ""  # along which is compared
    code: str = ""
    other: str = ""  # the code that it is compared with, or is a share of, or ranked among
    period: str = ""
    start: str = ""
    kind: str = ""
    of: bool = False
    filters: tuple[Call, ...] = ()
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One expression that is being understood."""

    expression: Expression
    bank: Databank
    emit: Emit

    def question(self, lang: str) -> Question | None:
        """Return the question; None after reporting why there is none."""
        assert self.expression.parsed is not None
        call = self.expression.parsed.call
        if not self._is_sound(call):
            return None
        if call.name == "name" and not call.arguments:
            return self._name_of_code(call, lang)
        choice = choose(self._asked(call), self.bank, self._place, self.emit)
        if choice is None or not self._is_one(call, choice):
            return None
        return self._worded(call, choice, lang)

    def _worded(self, call: Call, choice: Choice, lang: str) -> Question:
        assert self.expression.parsed is not None
        code = choice.codes[0] if choice.codes else ""
        where = dict(choice.where) | ({choice.dimension: code} if code else {})
        further = [codes[0] for codes in choice.further.values() if codes]
        periods = choice.periods
        return Question(
            function="period" if call.name == "latest" else call.name,
            indicator=choice.indicator.id,
            where=tuple(sorted(where.items())),
            dimension=choice.dimension,
            code=code,
            other=further[0] if further else str(call.option("among")),
            period=periods.get("year") or periods.get("period") or periods.get("to", ""),
            start=periods.get("from", ""),
            kind=str(call.option("kind") or call.option("order")),
            of=call.option("of") is True,
            filters=self.expression.parsed.filters,
            lang=lang,
        )

    def _is_sound(self, call: Call) -> bool:
        """Return whether a call has what its function needs; what is wrong is reported."""
        if len(call.arguments) > 1 or (not call.arguments and call.name != "name"):
            shown = f'{call.name}("indicator", region="...")'
            return self._fail(f"`{call.name}` takes the name of one indicator", f"Write it as {shown}")
        if call.name == "change" and "from" not in dict(call.options):
            return self._fail("A change needs the period it is told from", "Add from=2008")
        for option, by_function in _CHOICES.items():
            value, known = call.option(option), by_function.get(call.name, ())
            if known and value and value not in known:
                guess = closest(str(value), known)
                help = f'Did you mean "{guess}"?' if guess else f"It is one of {', '.join(known)}"
                return self._fail(f"`{option}` cannot be `{value}`", help, option)
        return True

    def _fail(self, message: str, help: str, option: str = "") -> bool:
        self.emit(finding("invalid-expression", message, self._place(option), help))
        return False

    def _asked(self, call: Call) -> Asked:
        known = OPTIONS[call.name]
        options = dict(call.options)
        codes = [name for name in _CODES.get(call.name, ()) if _is_code(options.get(name, ""), name)]
        return Asked(
            indicators=tuple(map(_text, call.arguments)),
            by={name: (_text(value),) for name, value in options.items() if name not in known},
            periods={name: _text(options[name]) for name in _PERIODS if name in options and name in known},
            further={name: (_text(options[name]),) for name in codes},
            absent="missing-value",
            options=known,
        )

    def _is_one(self, call: Call, choice: Choice) -> bool:
        """Return whether just one series is meant."""
        if call.name in {"unit", "name"}:
            return True
        dimension = choice.indicator.dimension(choice.dimension)
        open_ = dimension is not None and not choice.codes and not dimension.total and len(dimension.used) > 1
        if not open_ and not choice.members and len(choice.codes) <= 1:
            return True
        assert dimension is not None
        message = f"`{choice.indicator.id}` has many values by {dimension.name}: which is meant?"
        help = f'Choose one: {dimension.name}="{dimension.used[0]}"'
        self.emit(finding("unknown-dimension", message, self.expression.span, help))
        return False

    def _name_of_code(self, call: Call, lang: str) -> Question | None:
        """Return the question for the name of a code, whichever indicator has its dimension."""
        for name in self.bank.indicators:
            asked = replace(self._asked(call), indicators=(name,))
            choice = choose(replace(asked, options=()), self.bank, self._place, lambda _: None)
            if choice and choice.codes:
                return self._worded(call, choice, lang)
        named = ", ".join(f'{key}="{value}"' for key, value in call.options)
        self._fail(f"There is no code {named}" if named else "`name` needs an indicator or a code", "")
        return None

    def _place(self, option: str) -> Span:
        """Return where an option stands in the expression, as far as it is in the first line."""
        expression, span = self.expression, self.expression.span
        name = re.split(r"[.|]", option)
        key = name[1] if len(name) > 1 and name[0] in {"by", "where"} else name[0]
        line = expression.source.split("\n", 1)[0]
        if key in {"indicator", "indicators"}:
            found = re.search(r"[\"'“]([^\"'”]*)[\"'”]", line)
        else:
            found = re.search(rf"\b({re.escape(key)})\s*=\s*[\"'“]?([\w/-]*)", line) if key else None
        if found is None:
            return span
        group = 1 if key in {"indicator", "indicators"} or "|" in option else 2
        start, end = (span.column + at for at in found.span(group))
        return Span(path=span.path, line=span.line, column=start, end_line=span.line, end_column=end)


def _is_code(value: Literal, name: str) -> bool:
    """Return whether an option names a code of the compared dimension; `among` may also name a level."""
    return bool(value) and not isinstance(value, bool) and name != "among"


def _text(value: Literal) -> str:
    return str(value)
