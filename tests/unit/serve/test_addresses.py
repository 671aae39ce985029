"""Addresses, hosts and types, without a server."""

from __future__ import annotations

import pytest

from obsite.serve.addresses import (
    Found,
    Missing,
    Moved,
    address_of,
    base_path_of,
    look_up,
    output_of,
    what_changed,
)
from obsite.serve.app import with_script
from obsite.serve.hosts import is_ours, names_for, reachable
from obsite.serve.media import media_type_of


@pytest.fixture
def folder(tmp_path):
    inner = tmp_path / "output" / "a b"
    inner.mkdir(parents=True)
    (inner / "index.html").write_text("x")
    (tmp_path / "output" / "outside.txt").symlink_to("/etc/hostname")
    return tmp_path / "output"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/"),
        ("https://a.example/", "/"),
        ("https://a.example/b/c", "/b/c/"),
        ("https://a.example//b//", "/b/"),
    ],
)
def test_the_base_path(url, path):
    assert base_path_of(url) == path


def test_what_an_address_leads_to(folder):
    assert look_up("/a b/", folder, "/") == Found(folder / "a b/index.html")
    assert look_up("/a b", folder, "/") == Moved("/a%20b/")
    assert look_up("/", folder, "/") == Missing("index.html")
    assert look_up("/x/y.pdf", folder, "/x/") == Missing("y.pdf")
    assert look_up("/a b/index.html/", folder, "/") == Missing("a b/index.html/")


@pytest.mark.parametrize(
    "path", ["/../a", "/a b/../../b", "/a\0b", "/c:/d", "/a\\..\\b", "/outside.txt", "/./a"]
)
def test_what_no_address_leads_to(folder, path):
    assert look_up(path, folder, "/") == Missing()


@pytest.mark.parametrize(
    ("outputs", "styles", "pages"),
    [
        ((), (), ()),
        (("a/site.css",), ("/s/a/site.css",), ()),
        (("a/site.css", "index.html"), (), None),
        (("a/index.html", "feed.xml", "b.html"), (), ("/s/a/", "/s/b.html")),
        (("feed.xml", "sitemap.xml"), (), ()),
        (("a/photo.webp",), (), None),
    ],
)
def test_who_is_concerned_by_a_change(outputs, styles, pages):
    assert what_changed(outputs, "/s/") == (styles, pages)


def test_whom_a_preview_answers():
    assert names_for("127.0.0.1") == ("127.0.0.1",)
    assert names_for("0.0.0.0") is names_for("::") is None
    assert is_ours("Desk.local:8000", names_for("desk.local"))
    assert all(is_ours(host, ()) for host in ("[::1]", "localhost."))
    assert not any(is_ours(host, ()) for host in ("", "[2001:db8::1]:80"))


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "[::1]"),
        ("[::1]", "[::1]"),
        ("Desk", "desk"),
    ],
)
def test_where_a_preview_can_be_looked_at_from_here(host, address):
    assert reachable(host) == address


def test_a_page_without_a_head_gets_the_script_too():
    assert with_script(b"<p>x", "s-1").startswith(b"<p>x<script")
    assert with_script(b"<HEAD></HEAD ><p>", "s-1").index(b"<script") == len(b"<HEAD>")


def test_a_type_is_told_by_the_name():
    assert media_type_of("a.WEBP") == "image/webp"
    assert media_type_of("CNAME") == "application/octet-stream"


@pytest.mark.parametrize("base", ["/", "/letters/"])
@pytest.mark.parametrize("output", ["index.html", "a/index.html", "a/b.html", "ä b/index.html"])
def test_an_address_shows_an_output(output, base):
    assert output_of(address_of(output, base), base) == output


def test_an_address_elsewhere_shows_nothing_of_ours():
    assert not output_of("/other/", "/letters/")
