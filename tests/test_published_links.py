"""Every address in the published site leads somewhere: at a root, under a path, and from disk."""

from __future__ import annotations

import re

import pytest

from tests.support.demonstration import Built
from tests.support.html import Resolver, css_addresses, is_internal, links, parse
from tests.support.sites import TestSite, shore

pytestmark = pytest.mark.slow


@pytest.fixture(params=["root", "below"])
def site(request: pytest.FixtureRequest) -> Built:
    name = "demonstration" if request.param == "root" else "demonstration_below"
    return request.getfixturevalue(name)


def test_every_internal_address_resolves(site):
    resolver = Resolver(site.output, site.prefix)
    faults = [
        f"{page}: {link.address}: {fault}"
        for page in site.pages()
        for link in links(parse(site.text(page)))
        if is_internal(link.address) and (fault := resolver.fault(page, link.address))
    ]
    assert faults == []


def test_absolute_addresses_of_the_site_itself_resolve(site):
    resolver = Resolver(site.output)
    found = {
        (page, link.address)
        for page in site.pages()
        for link in links(parse(site.text(page)))
        if link.address.startswith(site.url)
    }
    for name in ("feed.xml", "sitemap.xml"):
        found |= {(name, each) for each in re.findall(rf"{re.escape(site.url)}[^\"&<\s]*", site.text(name))}
    assert {name for name, _ in found} >= {"index.html", "feed.xml", "sitemap.xml"}
    faults = {
        (name, url) for name, url in found if resolver.fault("index.html", "/" + url.removeprefix(site.url))
    }
    assert faults == set()


def test_from_disk_every_address_names_a_file(demonstration):
    resolver = Resolver(demonstration.output)
    pages = [page for page in demonstration.pages() if page != "404.html"]  # which only a server shows
    faults = [
        f"{page}: {link.address}: {fault}"
        for page in pages
        for link in links(parse(demonstration.text(page)))
        if is_internal(link.address) and (fault := resolver.fault(page, link.address, from_disk=True))
    ]
    assert faults == []
    assert not any(
        link.address.startswith("/") for page in pages for link in links(parse(demonstration.text(page)))
    )


def test_a_path_changes_no_page_but_its_absolute_addresses(tmp_path):
    """Relative addresses: the same folder works wherever it is put."""
    root, below = "https://shore.example/", "https://host.example/some/letters/"
    site = TestSite(tmp_path).write(shore())
    site.build(base_url=root)
    before = {name: data for name, data in site.output().items() if name.endswith(".html")}
    site.build(base_url=below)
    for name, data in before.items():
        text = site.page(name).replace(below, root)
        if name == "404.html":  # shown at any address, so its own links are from the host
            text = text.replace('"/some/letters/', '"/')
        assert text == data.decode(), name


def test_nothing_is_loaded_from_another_host(demonstration):
    loaded = {
        link.address
        for page in demonstration.pages()
        for link in links(parse(demonstration.text(page)))
        if link.loads
    }
    for name, data in demonstration.files().items():
        if name.endswith((".css", ".svg", ".html")):
            loaded |= {a for a in css_addresses(data.decode()) if not a.startswith(("data:", "#"))}
    assert "assets/site.css" in loaded
    assert [address for address in loaded if not is_internal(address)] == []


def test_pages_carry_no_inline_styles_or_handlers(demonstration):
    """A strict Content-Security-Policy would drop them, in silence."""
    for page in demonstration.pages():
        tree = parse(demonstration.text(page))
        assert tree.xpath("//@style|//style|//@*[starts-with(name(), 'on')]") == [], page
        assert tree.xpath("//script[not(@src) and not(@type='application/ld+json')]") == [], page
