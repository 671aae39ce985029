"""Nothing to do, decided first: the digest of a build's inputs, and the stamps of all its outputs.

A build is a function of its inputs. If the digest over all of them is the last build's and no output
changed on disk, there is nothing to do, and this is known without importing anything heavy.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from obsite.engine.cabinet import Cabinet, Damaged, drawer_of, drawers_for
from obsite.engine.digest import digest_bytes, read_regular
from obsite.engine.manifest import Files, Manifest, Record
from obsite.engine.reader import Place

_VERSION = 2
_EACH = 300  # outputs in a drawer

Rows = dict[str, list[Any]]  # by output: the fields of a Stamp, and the digest of the bytes


def seal(place: Place, manifest: Manifest, inputs_digest: str, payload: object) -> None:
    """Remember that `inputs_digest` makes what `manifest` lists.

    `payload` is any JSON value that the caller wants back from `sealed`: the summary, the warnings.
    """
    cabinet = _cabinet(place)
    count = drawers_for(len(manifest.records), _EACH)
    drawers: dict[str, Rows] = {str(number): {} for number in range(count)}
    for output, record in manifest.records.items():
        drawers[drawer_of(output, count)][output] = _row(record)
    head = {"inputs": inputs_digest, "count": count, "payload": payload}
    if cabinet.head != head or not _holds(cabinet, drawers):
        cabinet.save(head, drawers)


def seal_anew(place: Place, made: Mapping[str, Record], inputs_digest: str, payload: object) -> None:
    """Do the same where nothing but some of the outputs was made again, and the others are as they were."""
    cabinet = _cabinet(place)
    if not cabinet.found:
        return
    count = cabinet.head["count"]
    drawers: dict[str, Rows] = {}
    try:
        for output, record in made.items():
            name = drawer_of(output, count)
            drawer = drawers.setdefault(name, cabinet.open(name) if name not in drawers else {})
            drawer[output] = _row(record)
    except Damaged:
        return
    head = {"inputs": inputs_digest, "count": count, "payload": payload}
    cabinet.save(head, drawers, keep=[name for name in cabinet.drawers if name not in drawers])


def sealed(place: Place, inputs_digest: str) -> Any:
    """Return the payload of the last build if its inputs were these and no output was touched since."""
    cabinet = _cabinet(place)
    if not cabinet.found or cabinet.head["inputs"] != inputs_digest:
        return None
    if Files(place.state, place.root, place.output).journal.exists():
        return None
    folder = os.path.join(place.output, "")
    try:
        sound = all(_all_there(folder, cabinet.open(drawer)) for drawer in cabinet.drawers)
    except Damaged:
        return None
    return cabinet.head["payload"] if sound else None


def _cabinet(place: Place) -> Cabinet:
    return Cabinet(Files(place.state, place.root, place.output).seal, _VERSION)


def _row(record: Record) -> list[Any]:
    return [*record.stamp, record.digest]


def _holds(cabinet: Cabinet, drawers: Mapping[str, Rows]) -> bool:
    try:
        return all(cabinet.open(name) == rows for name, rows in drawers.items())
    except Damaged:
        return False


def _all_there(folder: str, outputs: Rows) -> bool:
    look = os.lstat
    for output, (size, inode, mtime, ctime, settled, digest) in outputs.items():
        path = folder + output
        try:
            status = look(path)
            # As `same_file` has it, without a Stamp for each of ten thousand files.
            same = mtime == status.st_mtime_ns and size == status.st_size and inode == status.st_ino
            if settled and same and ctime == status.st_ctime_ns:
                continue
            if digest_bytes(read_regular(path)[0]) != digest:
                return False
        except OSError:
            return False
    return True
