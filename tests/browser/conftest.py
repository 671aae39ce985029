"""Chromium, and the sites it looks at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.browsing import Site, launch
from tests.support.demonstration import Built
from tests.support.gallery import gallery
from tests.support.served import served
from tests.support.sites import TestSite


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(demonstration: Built) -> Iterator[Site]:
    """The repository's own site, at the root of a host."""
    with served(demonstration.output) as url:
        yield Site(demonstration, url)


@pytest.fixture(scope="session")
def below(demonstration_below: Built) -> Iterator[Site]:
    """The repository's own site, under a path."""
    with served(demonstration_below.output, demonstration_below.prefix) as url:
        yield Site(demonstration_below, url)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small site of photographs and a film."""
    made = TestSite(tmp_path_factory.mktemp("gallery")).write(gallery())
    report = made.build()
    assert report.published, made.told(report.diagnostics)
    with served(report.output) as url:
        yield Site(Built(output=report.output), url)
