"""The words of HTML: which elements there are, were, and what may stand in what."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("""
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
""")
BLOCK = _words("""
    address article aside audio blockquote center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe li main menu nav ol p pre section table ul video
""")
INLINE = _words("""
    abbr acronym b big blink bdi bdo cite code dfn em font i kbd label mark nobr q s samp small span strike
    strong sub sup tt u var
""")
# Blocks that hold text, and no other blocks.
PHRASING_ONLY = _words("h1 h2 h3 h4 h5 h6 p pre legend")
HEADINGS = _words("h1 h2 h3 h4 h5 h6")
MEDIA = _words("audio iframe source track video")
CONTROLS = _words("button select textarea")

# Left out with all they contain; canvases, templates and the like show nothing without a script.
REMOVED = _words("""
    applet base canvas embed frameset link meta noscript object script style template title
""")
# Left out, but their content stays. Widths of pictures are made by us, hence no `picture`.
UNWRAPPED = CONTROLS | _words("body fieldset form head html input label legend optgroup option picture")

# What is copied as it is when it has no attributes.
PLAIN = (BLOCK | INLINE | _words("tbody td th thead tr")) - (
    HEADINGS | MEDIA | REMOVED | UNWRAPPED | VOID | {"table"}
)

# Elements that HTML has dropped, and what carries their meaning today.
RENAMED = {
    "acronym": "abbr",
    "basefont": "span",
    "big": "span",
    "blink": "span",
    "center": "div",
    "dir": "ul",
    "font": "span",
    "listing": "pre",
    "marquee": "div",
    "nobr": "span",
    "plaintext": "pre",
    "strike": "s",
    "tt": "code",
    "xmp": "pre",
}
KNOWN = (
    VOID
    | BLOCK
    | INLINE
    | REMOVED
    | UNWRAPPED
    | frozenset(RENAMED)
    | _words("""
        a caption colgroup data datalist del image ins map math meter noframes output portal progress rb rp rt
        rtc ruby search slot summary svg tbody td tfoot th thead time tr
    """)
)

SIZED = _words("canvas iframe img source svg video")
# What elements of text may carry; attribute lists in braces also match what other tools put into braces.
TEXT_ATTRIBUTES = _words("""
    abbr accesskey alt cite class colspan controls coords datetime dir download headers height hidden href
    hreflang id inert ismap itemid itemprop itemref itemscope itemtype lang loading media name open ping
    referrerpolicy rel reversed role rowspan scope shape sizes span spellcheck src srcset start style tabindex
    title translate type usemap value width
""")
OBSOLETE_ATTRIBUTES = _words("""
    align alink allowtransparency axis background bgcolor border bordercolor cellpadding cellspacing char
    charoff clear color compact face frame frameborder hspace language link longdesc lowsrc marginheight
    marginwidth noshade nosave nowrap profile rev rules scheme scrolling summary target text valign version
    vlink vspace
""")
