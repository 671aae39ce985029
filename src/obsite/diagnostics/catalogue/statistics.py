"""Codes about content/clusters.yaml and content/scoreboard.yaml."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="unfit-indicator",
        severity=Severity.ERROR,
        headline="An indicator cannot be used for this.",
        why="Clusters are judged by amounts by region and sector, scores are made of figures by region.",
        example="indicators: {employment: unemployment-rate}",
        cure="Name an indicator with the dimensions and the kind of figures that the message asks for.",
    ),
    Entry(
        code="missing-figures",
        severity=Severity.ERROR,
        headline="Something is to be computed from figures that are not declared.",
        why="Nothing is guessed: a factor or score without its figures would be left out in silence.",
        example="measure: productivity, in a portfolio without an indicator of employment",
        cure="Declare the figures, or take away what needs them.",
    ),
    Entry(
        code="overlapping-sum",
        severity=Severity.ERROR,
        headline="Sectors that overlap would be added up.",
        why="What belongs to two of them would count twice, and shares of such a total mean nothing.",
        example="measure: specialisation, with a list of sectors that says `overlapping: true`",
        cure="Name an indicator that has the regions' totals under `totals`.",
    ),
    Entry(
        code="empty-pool",
        severity=Severity.ERROR,
        headline="No region is left to compare with.",
        why="Thresholds, ranks and scores are all taken from the regions of the pool.",
        example="pool: {level: 2, within: [EU28]}, when no region lies below EU28",
        cure="Name a level and codes that have regions, or leave the pool out.",
    ),
    Entry(
        code="missing-direction",
        severity=Severity.ERROR,
        headline="A score cannot tell good values from bad ones.",
        why="Much unemployment is no strength; whether high is good has to be said for each indicator.",
        example="- {indicator: unemployment-rate}, when its YAML has no direction",
        cure="Write direction: higher or lower, here or in the YAML of the indicator.",
    ),
    Entry(
        code="invalid-matrix",
        severity=Severity.ERROR,
        headline="The table of a matrix cannot be read.",
        why="A matrix shows which rows have which marks, and its table does not say so.",
        example="src: challenges.csv, whose first line names neither `code` nor `label`",
        cure="Begin the table with a line of names: code,label and one for each thing that may be marked.",
    ),
    Entry(
        code="zero-weights",
        severity=Severity.ERROR,
        headline="All weights are zero.",
        why="A mean without weights is no number.",
        example="indicators: [{indicator: neet-rate, weight: 0}]",
        cure="Give a weight to at least one of them, or leave all weights out.",
    ),
)
