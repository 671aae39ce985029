"""Imported for what it imports and makes ready: reading of texts, once for all processes that read some.

The first text takes as long as thirty others, for extensions are loaded with it and their patterns built.
"""

from obsite.documents.load import FileToLoad, load_document
from obsite.stages import loading

__all__ = ["loading"]

_TEXT = b"""---
title: Ready
---

## One *heading*

A [link](https://example.org/) and a note.[^1]

- one

| a | b |
|---|---|
| 1 | 2 |

[^1]: The note.
"""

load_document(FileToLoad(path="content/ready.md", type="page", digest="", lang="en"), _TEXT)
