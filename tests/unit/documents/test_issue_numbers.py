"""The number of an issue that does not state one."""

from __future__ import annotations

import pytest

from obsite.documents.load import FileToLoad, load_document


@pytest.mark.parametrize(
    ("name", "title", "number"),
    [
        ("issue-17", "Spring", "17"),
        ("spring", "Letter No. 4", "4"),
        ("2021-05-02-update", "Week ending May 2, 2021", ""),
        ("issue-31", "Best of 2019", "31"),
    ],
)
def test_a_number_is_read_from_title_or_name_but_a_year_is_none(name: str, title: str, number: str) -> None:
    path = f"content/issues/{name}.md"
    file = FileToLoad(path=path, type="issue", digest="", lang="en", defaults=(), ignore_keys=())
    document = load_document(file, f"---\ntitle: {title}\n---\nText.\n".encode()).document
    assert document is not None
    assert getattr(document.meta, "number", "") == number
