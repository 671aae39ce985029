"""Makes the theme's font cuts from the variable fonts they derive from. For maintainers.

    pip install fontpkg-source-serif-4==4.4 fontpkg-ibm-plex-sans==3.201 fontpkg-ibm-plex-mono==2.3
    python tools/instance_fonts.py templates/assets/fonts

Each cut is one point of a variable font's axes with the whole character set: Latin, Greek,
Cyrillic. A build of a site subsets them further to the characters it shows. Both source families
reserve their names ("Source", "Plex"), so modified versions must be called otherwise (SIL Open
Font License 1.1, condition 3): ours are the Observatory Serif, Sans and Mono. The Mono comes as
static files, of which one is taken. Run twice, it writes the same bytes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2FlavorData
from fontTools.varLib.instancer import instantiateVariableFont

FEATURES = [
    *("kern", "mark", "mkmk", "liga", "clig", "ccmp", "locl", "calt", "rvrn", "rlig"),
    *("onum", "lnum", "tnum", "pnum", "sups", "subs", "ordn", "frac", "numr", "dnom", "case"),
]
# A fixed moment, 1 January 2026, in seconds since 1904: the files must not tell when they were made.
MADE = 3_850_070_400
NON_BREAKING_HYPHEN, HYPHEN = 0x2011, 0x2010
REGULAR_BIT, ITALIC_BIT, BOLD_BIT = 1 << 6, 1 << 0, 1 << 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    file: str
    family: str
    style: str
    italic: bool
    weight: int
    size: float | None = None  # of the optical size axis, in points


SERIF_SIZE, DISPLAY_SIZE, NUMERAL_SIZE = 16.0, 44.0, 60.0
CUTS = (
    Cut(
        file="serif-text-400",
        family="Observatory Serif Text",
        style="Regular",
        italic=False,
        weight=400,
        size=SERIF_SIZE,
    ),
    Cut(
        file="serif-text-400-italic",
        family="Observatory Serif Text",
        style="Italic",
        italic=True,
        weight=400,
        size=SERIF_SIZE,
    ),
    Cut(
        file="serif-text-600",
        family="Observatory Serif Text",
        style="SemiBold",
        italic=False,
        weight=600,
        size=SERIF_SIZE,
    ),
    Cut(
        file="serif-display-400",
        family="Observatory Serif Display",
        style="Regular",
        italic=False,
        weight=400,
        size=DISPLAY_SIZE,
    ),
    Cut(
        file="serif-display-300",
        family="Observatory Serif Display",
        style="Light",
        italic=False,
        weight=300,
        size=NUMERAL_SIZE,
    ),
    Cut(file="sans-400", family="Observatory Sans", style="Regular", italic=False, weight=400),
    Cut(file="sans-400-italic", family="Observatory Sans", style="Italic", italic=True, weight=400),
    Cut(file="sans-600", family="Observatory Sans", style="SemiBold", italic=False, weight=600),
    Cut(file="mono-400", family="Observatory Mono", style="Regular", italic=False, weight=400),
)


def main(folder: Path) -> None:
    for cut in CUTS:
        font = make(cut)
        font.save(folder / f"{cut.file}.woff2", reorderTables=True)
        print(f"{cut.file}: {(folder / f'{cut.file}.woff2').stat().st_size:,} bytes")
    for package, name in (
        ("fontpkg_source_serif_4", "OFL-serif.txt"),
        ("fontpkg_ibm_plex_sans", "OFL-sans.txt"),
        ("fontpkg_ibm_plex_mono", "OFL-mono.txt"),
    ):
        text = (files(package) / "LICENSE").read_text("utf-8")
        lines = [line.rstrip() for line in text.strip().splitlines()]
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")


def make(cut: Cut) -> TTFont:
    """Return the static font of one cut, named, cleaned and ready to be saved as WOFF2."""
    font = TTFont(source(cut), recalcTimestamp=False)
    if "fvar" in font:
        axes = {"wght": float(cut.weight)} | ({"wdth": 100.0} if cut.size is None else {"opsz": cut.size})
        font = instantiateVariableFont(font, axes, inplace=True)
    slim(font)
    rename(font, cut)
    font["head"].created = font["head"].modified = MADE
    font.flavor = "woff2"
    # Tables as they are: a tenth larger, but print unpacks them in no time instead of a second for all cuts.
    font.flavorData = WOFF2FlavorData(transformedTables=())
    return font


def source(cut: Cut) -> str:
    if cut.family.endswith("Mono"):
        return str(files("fontpkg_ibm_plex_mono") / "files" / "IBMPlexMono-Regular.ttf")
    package, stem, axes = (
        ("fontpkg_ibm_plex_sans", "IBMPlexSans", "wdth,wght")
        if cut.size is None
        else ("fontpkg_source_serif_4", "SourceSerif4", "opsz,wght")
    )
    return str(files(package) / "files" / f"{stem}{'-Italic' if cut.italic else ''}[{axes}].ttf")


def slim(font: TTFont) -> None:
    """Take out what no page of ours asks for: alternates, small capitals, hints."""
    options = subset.Options(
        layout_features=FEATURES, hinting=False, glyph_names=False, notdef_outline=True, name_languages="*"
    )
    options.drop_tables += ["STAT", "DSIG", "meta", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    for table in font["cmap"].tables:
        hyphen = table.cmap.get(HYPHEN) or table.cmap.get(ord("-"))
        if table.isUnicode() and hyphen:
            table.cmap.setdefault(NON_BREAKING_HYPHEN, hyphen)


def rename(font: TTFont, cut: Cut) -> None:
    names = font["name"]
    kept = {entry.nameID: entry.toUnicode() for entry in names.names if entry.nameID in {0, 13, 14}}
    upstream = names.getDebugName(5).split(";")[0]
    names.names = []
    postscript = f"{cut.family}-{cut.style}".replace(" ", "")
    plain = cut.style in {"Regular", "Italic"}
    texts = kept | {
        1: cut.family if plain else f"{cut.family} {cut.style}",
        2: cut.style if plain else "Regular",
        3: postscript,
        4: f"{cut.family} {cut.style}",
        5: f"{upstream}; a static cut",
        6: postscript,
        16: cut.family,
        17: cut.style,
    }
    for identifier in sorted(texts):
        names.setName(texts[identifier], identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = cut.weight
    selection = font["OS/2"].fsSelection & ~(REGULAR_BIT | ITALIC_BIT | BOLD_BIT)
    font["OS/2"].fsSelection = selection | (
        ITALIC_BIT if cut.italic else REGULAR_BIT if cut.weight == 400 else 0
    )
    font["head"].macStyle = 2 if cut.italic else 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
