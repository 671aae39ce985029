"""Nothing to do, decided first: the digest of a build's inputs, and the stamps of all its outputs.

A build is a function of its inputs. If the digest over all of them is the last build's and no output
changed on disk, there is nothing to do, and this is known without importing anything heavy.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from obsite.engine.digest import Stamp, digest_bytes, read_regular, same_file
from obsite.engine.manifest import Files, Manifest
from obsite.engine.reader import Place
from obsite.engine.statefile import load_state, save_state

_VERSION = 1


def seal(place: Place, manifest: Manifest, inputs_digest: str, payload: object) -> None:
    """Remember that `inputs_digest` makes what `manifest` lists.

    `payload` is any JSON value that the caller wants back from `sealed`: the summary, the warnings.
    """
    outputs = {output: [*record.stamp, record.digest] for output, record in manifest.records.items()}
    content = {"inputs": inputs_digest, "outputs": outputs, "payload": payload}
    files = Files(place.state, place.root, place.output)
    if load_state(files.seal, version=_VERSION) != content:
        save_state(files.seal, content, version=_VERSION)


def sealed(place: Place, inputs_digest: str) -> Any:
    """Return the payload of the last build if its inputs were these and no output was touched since."""
    files = Files(place.state, place.root, place.output)
    content = load_state(files.seal, version=_VERSION)
    if content is None or content["inputs"] != inputs_digest or files.journal.exists():
        return None
    return content["payload"] if _all_there(os.path.join(place.output, ""), content["outputs"]) else None


def _all_there(folder: str, outputs: Mapping[str, list[Any]]) -> bool:
    for output, row in outputs.items():
        path = folder + output
        try:
            if same_file(Stamp(*row[:5]), os.lstat(path)):
                continue
            if digest_bytes(read_regular(path)[0]) != row[5]:
                return False
        except OSError:
            return False
    return True
