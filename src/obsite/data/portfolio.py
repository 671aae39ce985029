"""What content/clusters.yaml declares: portfolios of sectors, their factors, thresholds and pools.

    portfolios:
      sections:
        title: Sections of the economy
        sectors: sections                     # a code list of classifications/
        indicators: {value_added: gva-by-section, employment: employment-by-section}
        pool: {level: "2", within: [EU27]}
        factors:
          - {measure: specialisation, of: value_added, threshold: {percentile: 80}}

Several portfolios may be declared, each of one sector list. What has to fit the site's data is checked by
`portfolio_checks`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from obsite.data.clusters import Measure, Rule
from obsite.schema.model import Model
from obsite.schema.types import Count, Names, PositiveCount, refuse
from obsite.text.suggest import closest

CLUSTERS_PATH = "content/clusters.yaml"

Role = Literal["size", "employment", "value_added", "wages"]
ROLES: tuple[Role, ...] = ("size", "employment", "value_added", "wages")


def read_number(value: Any) -> Any:
    """Return the number of a string; a per cent sign or a comma for the point is refused with a hint."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    try:
        number = float(text)
    except ValueError:
        near = text.rstrip("%").strip().replace(",", ".")
        refuse(
            f"`{value}` is not a number",
            f"Write {near}" if near.replace(".", "", 1).isdigit() else "Write it as 80 or 1.5",
        )
    if not math.isfinite(number):
        refuse(f"`{value}` is not a number", "Write it as 80 or 1.5")
    return number


Number = Annotated[float, BeforeValidator(read_number, json_schema_input_type=float)]


def read_role(value: Any) -> Any:
    """Return the name of a role, if it is one."""
    if isinstance(value, str) and value not in ROLES:
        near = closest(value, ROLES)
        help = f"Did you mean `{near}`? " if near else ""
        refuse(f"`{value}` is no role of figures", f"{help}It can be {', '.join(ROLES[:-1])} or {ROLES[-1]}")
    return value


RoleKey = Annotated[Role, BeforeValidator(read_role)]


class ThresholdMeta(Model):
    """The line of a factor: a percentile of the pool's values in the same sector, or a value."""

    percentile: Number | None = None
    value: Number | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> ThresholdMeta:
        if (self.percentile is None) == (self.value is None):
            refuse(
                "A threshold is either a percentile or a value",
                "Write {percentile: 80} or {value: 2}",
                key="" if self.percentile is None else "value",
            )
        if self.percentile is not None and not 0 < self.percentile < 100:
            refuse(
                f"There is no percentile {self.percentile:g}", "Write a number from 1 to 99", key="percentile"
            )
        return self


class FactorMeta(Model):
    """One factor of strength: what is measured, of which figures, and where its line is."""

    measure: Measure
    threshold: ThresholdMeta
    name: str = ""  # for readers, if it is not called by its measure
    of: Role | Literal[""] = ""  # which of the portfolio's indicators; "" is the one of size
    over: Role | Literal[""] = ""  # what productivity divides by; "" is employment
    years: PositiveCount = 10  # over which dynamism is measured
    within: str = ""  # a level: productivity as a share of that of the same parent there, in per cent
    unit: str = ""  # of productivity, if it is not to be made of the two units
    decimals: Count | None = None
    note: str = ""


class PoolMeta(Model):
    """The regions that are compared with one another; what is left out does not narrow it."""

    level: str = ""
    version: str = ""
    within: Names = ()  # codes above them, or groups
    codes: Names = ()
    title: str = ""  # "NUTS 2 regions of the EU": for readers


class PortfolioMeta(Model):
    """One sector list with the figures, factors and pool by which its clusters are judged."""

    title: str
    short_title: str = ""
    description: str = ""  # Markdown
    sectors: str  # name of a code list
    codes: Names = ()  # of it; () is all that the indicators have but its total
    exclude: Names = ()
    indicators: Mapping[RoleKey, str]
    totals: Mapping[RoleKey, str] = Field(default_factory=dict)  # indicator of a region's total, where needed
    year: str = ""  # a period; "" is the latest that all indicators have
    years: Names = ()  # further periods that the cluster map offers
    pool: PoolMeta = PoolMeta()
    factors: tuple[FactorMeta, ...]
    min_size: Number = 0.0  # smaller cells are not judged
    near_miss: Number = 5.0  # per cent below the line
    outliers: Number = 3.0  # width of the fences in distances between the quartiles; 0: none are named
    source: str = ""  # of the method, for the help page
    note: str = ""

    @model_validator(mode="after")
    def _has_figures(self) -> PortfolioMeta:
        if not self.indicators:
            refuse("A portfolio needs figures", "Name an indicator: {value_added: <id>}", key="indicators")
        if not self.factors:
            refuse("A portfolio needs at least one factor", "Write it as - measure: size", key="factors")
        return self

    @property
    def size_role(self) -> Role:
        """Return the role of the figures that say how large a cell is."""
        measured: list[Role] = [f.of for f in self.factors if f.measure == "size" and f.of]
        return next(role for role in ("size", *measured, *ROLES) if role in self.indicators)

    def role_of(self, factor: FactorMeta) -> Role:
        """Return the role of the figures that a factor measures."""
        return factor.of or self.size_role

    def divisor_of(self, factor: FactorMeta) -> Role:
        """Return the role of the figures that productivity divides by."""
        return factor.over or "employment"

    def rule(self, factor: FactorMeta) -> Rule:
        """Return when a factor is won."""
        line = factor.threshold
        return Rule(percentile=line.percentile, value=line.value, near=self.near_miss, outliers=self.outliers)


class ClustersMeta(Model):
    """The whole of content/clusters.yaml."""

    portfolios: Mapping[str, PortfolioMeta]
    title: str = ""
    description: str = ""  # Markdown, at the top of the cluster map
    help: str = ""  # Markdown, on the help page
    scoreboard_link: str = ""
