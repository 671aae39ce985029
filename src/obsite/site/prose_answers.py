"""What the functions of expressions come to: the text that readers see, and where it is from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from babel.numbers import format_compact_decimal

from obsite.charts.answering import comparable, label_of
from obsite.charts.facts import facts_of, flag_words
from obsite.charts.figures import locale_of, number, period_text, signed, with_symbol
from obsite.charts.look import Say
from obsite.charts.model import IndicatorFacts
from obsite.data.databank import Cube, Databank
from obsite.data.indicator import Dimension
from obsite.data.observation import Observation, Series
from obsite.markup.body import Shown
from obsite.site.prose_questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to show, or why there is nothing."""

    shown: Shown | None = None
    fault: str = ""
    help: str = ""


class NoAnswer(Exception):
    """There is no such number; told as a fault of the text."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


def answer(question: Question, bank: Databank, say: Say) -> Answer:
    """Return what a question comes to."""
    try:
        return Answer(shown=_FUNCTIONS[question.function](_Desk(question, bank, say)))
    except NoAnswer as fault:
        return Answer(fault=str(fault), help=fault.help)


class _Desk:
    """One question with the figures that it is about."""

    def __init__(self, question: Question, bank: Databank, say: Say) -> None:
        self.question = question
        self.lang = question.lang
        self.say = say
        self.cube: Cube = bank.cube(question.indicator)
        self.facts: IndicatorFacts = facts_of(self.cube.indicator, question.lang, say=say)
        self.where: Mapping[str, str] = dict(question.where)
        self.filters = {call.name: call for call in question.filters}
        self.computed = ""  # how, if the figures were not published as they are

    @property
    def dimension(self) -> Dimension | None:
        return self.cube.indicator.dimension(self.question.dimension)

    def label(self, code: str = "") -> str:
        """Return the names of the codes that are meant."""
        names = []
        for name, chosen in self.where.items():
            dimension = self.cube.indicator.dimension(name)
            own = code if code and name == self.question.dimension else chosen
            if dimension and own and own != dimension.total:
                names.append(label_of(dimension, own, "", self.lang))
        return ", ".join(names)

    def series(self, code: str = "") -> Series:
        """Return the series that is asked about, or the same of another code."""
        where = {**self.where, **({self.question.dimension: code} if code else {})}
        found = self.cube.series(where)
        if found is not None:
            self.computed = self.computed or found.computed
            return found
        refusal = self.cube.why_not(where)
        named = self.label(code) or self.facts.title
        why = f": {refusal.message}" if refusal else ""
        raise NoAnswer(f"`{self.facts.id}` has no values of {named}{why}", refusal.help if refusal else "")

    def at(self, series: Series, period: str, code: str = "") -> Observation:
        """Return the observation of a period, or the latest."""
        seen = series.at(period) if period else series.last
        if seen is not None and seen.value is not None:
            return seen
        named = self.label(code) or self.facts.title
        told = [one.period for one in series.observations if one.value is not None]
        help = f"It has {told[0]} to {told[-1]}" if told else ""
        when = f" in {period}" if period else ""
        raise NoAnswer(f"`{self.facts.id}` has no value of {named}{when}", help)

    def rounded(self, value: float, decimals: int) -> str:
        """Return a number in digits, or shortened to words such as "1.2 million"."""
        if "abs" in self.filters:
            value = abs(value)
        if call := self.filters.get("round"):
            first = call.arguments[0] if call.arguments else 0
            decimals = int(first) if isinstance(first, int | float) else decimals
        elif abs(value) >= 1000:
            decimals = 0 if abs(value) >= 10000 else min(decimals, 1)
        if "words" in self.filters and abs(value) >= 1000:
            locale = locale_of(self.lang)
            return str(format_compact_decimal(value, format_type="long", locale=locale, fraction_digits=1))
        if "signed" in self.filters:
            return signed(value, decimals, self.lang)
        return number(value, decimals, self.lang)

    def with_unit(self, text: str, symbol: str) -> str:
        """Return a number with the symbol of its unit, or with its name if that is asked for."""
        if "unit" in self.filters and self.facts.unit:
            return f"{with_symbol(text, symbol, self.lang) if symbol == '%' else text} {self._unit(symbol)}"
        return text if "plain" in self.filters else with_symbol(text, symbol, self.lang)

    def _unit(self, symbol: str) -> str:
        unit = self.facts.unit
        return unit.removeprefix(symbol).strip() if symbol == "%" else unit

    def shown(self, text: str, value: float | str, seen: Observation | None, *, what: str = "") -> Shown:
        """Return a text with what stands behind it."""
        period = "" if what or seen is None else period_text(seen.period, self.lang)
        parts = [self.facts.title, self.label(), what or period]
        title = ", ".join(part for part in parts if part)
        flag = seen.flag if seen else ""
        words = ", ".join(flag_words(flag, self.say).values())
        source = self.facts.source
        ends = [
            title,
            self.computed,
            words,
            self.say("chart.synthetic_long") if self.facts.synthetic else "",
            source,
        ]
        return Shown(
            text=text,
            number=f"{value:.10g}" if isinstance(value, float) else str(value),
            title=". ".join(end.rstrip(".") for end in ends if end),
            flag=flag,
            flag_title=words,
        )


def _value(desk: _Desk) -> Shown:
    seen = desk.at(desk.series(), desk.question.period)
    value = _number(seen)
    text = desk.with_unit(desk.rounded(value, desk.facts.decimals), desk.facts.unit_symbol)
    return desk.shown(text, value, seen)


def _change(desk: _Desk) -> Shown:
    series, question = desk.series(), desk.question
    first = desk.at(series, question.start)
    last = desk.at(series, question.period)
    before, after = _number(first), _number(last)
    broken = [found for found in series.breaks if first.period < found.period <= last.period]
    seen = Observation(last.period, last.value, "b" if broken and "b" not in last.flag else last.flag)
    span = f"{period_text(first.period, desk.lang)}–{period_text(last.period, desk.lang)}"
    if "words" in desk.filters:
        key = "same" if before == after else "rose" if after > before else "fell"
        return desk.shown(desk.say(f"prose.{key}"), after - before, seen, what=span)
    if question.kind == "relative":
        if not before:
            raise NoAnswer(f"`{desk.facts.id}` is zero in {first.period}, so there is no relative change")
        value = (after - before) / abs(before) * 100
        return desk.shown(desk.with_unit(desk.rounded(value, 1), "%"), value, seen, what=span)
    value = after - before
    return desk.shown(_difference(desk, value), value, seen, what=span)


def _difference(desk: _Desk, value: float) -> str:
    """Return a difference: of per cents, in percentage points."""
    text = desk.rounded(value, desk.facts.decimals)
    if desk.facts.unit_symbol == "%":
        return text if "plain" in desk.filters else f"{text}\u00a0{desk.say('chart.points')}"
    return desk.with_unit(text, desk.facts.unit_symbol)


def _rank(desk: _Desk) -> Shown:
    question, dimension = desk.question, desk.dimension
    if dimension is None or not question.code:
        raise NoAnswer("A rank is that of one code among others", "Name the code, as in region=...")
    period = question.period or desk.cube.latest(dimension.name, desk.where)
    own = desk.at(desk.series(), period)
    rest = {name: code for name, code in desk.where.items() if name != dimension.name}
    values = desk.cube.across(dimension.name, period, rest)
    others = comparable(dimension, desk.cube.indicator, [question.code], set())
    if question.other in dimension.codelist.meta.levels:
        level = set(dimension.codelist.at_level(question.other))
        others = [code for code in dimension.used if code in level]
    elif question.other:
        others = [code for code in others if question.other in dimension.codelist.ancestors(code)]
    value = _number(own)
    told = (values[code].value for code in {*others, question.code} if code in values)
    field = [one for one in told if one is not None]
    lowest = question.kind == "lowest" or (not question.kind and desk.facts.direction == "lower")
    rank = 1 + sum(1 for other in field if (other < value if lowest else other > value))
    text = number(rank, 0, desk.lang)
    if question.of:
        text = desk.say("prose.rank_of", rank=text, count=number(len(field), 0, desk.lang))
    return desk.shown(text, rank, own)


def _share(desk: _Desk) -> Shown:
    question, dimension = desk.question, desk.dimension
    if not desk.facts.is_total:
        help = "Take an indicator that can be summed"
        raise NoAnswer(f"`{desk.facts.id}` is no amount, so it has no shares", help)
    if dimension is None or not question.code:
        raise NoAnswer("A share is that of one code in another", "Name the code, as in region=...")
    above = dimension.codelist.ancestors(question.code)
    whole = question.other or next((code for code in above if code in dimension.used), dimension.total)
    if not whole:
        raise NoAnswer(f"It is not said of what {question.code} is a share", 'Add of="..."')
    own = desk.at(desk.series(), question.period)
    total = _number(desk.at(desk.series(whole), own.period, whole))
    if not total:
        raise NoAnswer(f"`{desk.facts.id}` is zero for {whole} in {own.period}")
    value = _number(own) / total * 100
    return desk.shown(desk.with_unit(desk.rounded(value, 1), "%"), value, own)


def _compare(desk: _Desk) -> Shown:
    question, dimension = desk.question, desk.dimension
    own = desk.at(desk.series(), question.period)
    other = question.other
    if not other and dimension is not None:
        other = desk.cube.indicator.meta.reference.get(dimension.name, "")
    beside = desk.facts.reference_value
    if other:
        beside = _number(desk.at(desk.series(other), own.period, other))
    if beside is None:
        raise NoAnswer(f"`{desk.facts.id}` names nothing to compare with", 'Add with="..."')
    value = _number(own)
    if "words" in desk.filters:
        key = "level" if value == beside else "above" if value > beside else "below"
        return desk.shown(desk.say(f"prose.{key}"), value - beside, own)
    if question.kind == "ratio":
        if not beside:
            raise NoAnswer(f"`{desk.facts.id}` is zero for {other} in {own.period}")
        return desk.shown(desk.rounded(value / beside, 1), value / beside, own)
    return desk.shown(_difference(desk, value - beside), value - beside, own)


def _period(desk: _Desk) -> Shown:
    seen = desk.at(desk.series(), "")
    return desk.shown(period_text(seen.period, desk.lang), seen.period, seen)


def _unit(desk: _Desk) -> Shown:
    return Shown(text=desk.facts.unit or desk.facts.unit_symbol)


def _name(desk: _Desk) -> Shown:
    return Shown(text=desk.label() or desk.facts.title)


def _number(seen: Observation) -> float:
    assert seen.value is not None, "missing values have been sorted out"
    return seen.value


_FUNCTIONS: Mapping[str, Callable[[_Desk], Shown]] = {
    "value": _value,
    "change": _change,
    "rank": _rank,
    "share": _share,
    "compare": _compare,
    "period": _period,
    "unit": _unit,
    "name": _name,
}
