"""What the last pass takes in one step comes to the same as what it takes tag by tag."""

import re
from dataclasses import asdict
from typing import Any

import pytest

from obsite.diagnostics.model import Diagnostic
from obsite.markup.finish import Finisher
from obsite.markup.outline import plan_levels
from obsite.markup.places import Places
from obsite.text.markdown_scan import scan

PIECES = [
    '<p>See <a href="a.md">the <em>first</em> <code class="x">[^1]</code></a>, &amp; so on.</p>',
    '<p><a href=" b?x=1&amp;y=2 ">two &lt;b&gt; [3]</a><a href="c.md"> </a><a href="">none</a></p>',
    '<p><a href="javascript:go()">gone</a> <a href="c.md">a [^9] note</a></p>',
    "<h1>Title</h1>\n<h3>A <strong>bold</strong> &amp; sound one</h3>\n<h3></h3><h2>[^9]</h2>",
    "<p>Called\ufdd0n1\ufdd1, and called&am\ufdd0n0\ufdd1p; twice\ufdd0n1\ufdd1.</p>",
    '<div data-notes="\ufdd0n0\ufdd1">\n<div data-note="\ufdd0n0\ufdd1">\n<p>One <em>note</em></p>\n</div>\n'
    '<div data-note="\ufdd0n1\ufdd1">\n<p>Of two</p>\n<p>paragraphs</p>\n</div>\n</div>',
    '<pre class="highlight"><code class="language-rs">a &lt; b\n\n[^1]\n</code></pre>\n<p>&am<em>p;</em>b<br>c</p>',
    '<table>\n<tr>\n<th align="center">a</th>\n<td align="right">b</td>\n</tr>\n</table>',
    '<script>\n<h2>in a script</h2><a href="x">\n</a></script><h2>after</h2>',
]


def finished(source: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    found: list[Diagnostic] = []
    places = Places(scan("[the](a.md) [two](<b?x=1&y=2>)\n[a](c.md)"))
    levels = plan_levels(source, take_title=True)
    result = Finisher(places=places, levels=levels, reserved=("after",), emit=found.append).run(source)
    return asdict(result), found


@pytest.mark.parametrize("source", [*PIECES, "\n".join(PIECES), "\n".join(reversed(PIECES))])
def test_in_one_step_or_tag_by_tag(source: str) -> None:
    tag_by_tag = re.sub(r"<(a|h\d|code|div|pre|t[dhr]|em|p)\b", r"<\1 ", source)
    assert tag_by_tag != source
    assert finished(tag_by_tag) == finished(source)


def test_an_entity_ends_where_a_tag_stands() -> None:
    assert (
        finished("<p>&am<em>p;</em> &copy<b>right</b> &lt;<i>b</i>&gt;</p>")[0]["text"] == "&amp; ©right <b>"
    )
