"""The plan of the last build, kept so that a changed text finds the tasks that show it.

Views hold no words of texts, only where they are (see `Input` of kind "text"). So when nothing but words
changed, the plan of the last build is the plan of this one, but for the digests of those words: the tasks
that read them are taken out of the plan that was kept, and the others need not even be looked at.

One SQLite file for each output folder, safe to delete.
"""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from obsite.engine.digest import digest_bytes
from obsite.engine.pickling import dumps
from obsite.engine.task import OF_TASKS, Input, Task

_VERSION = 4
_BATCH = 40  # tasks that are pickled together, and so share what they have in common
_MANY = 500  # names in one question
_SCHEMA = (
    "CREATE TABLE kept (name TEXT PRIMARY KEY, data BLOB, checksum TEXT)",
    "CREATE TABLE texts (path TEXT PRIMARY KEY, digest TEXT, data BLOB)",
    "CREATE TABLE batches (batch INTEGER PRIMARY KEY, data BLOB, checksum TEXT)",
    "CREATE TABLE tasks (output TEXT PRIMARY KEY, batch INTEGER)",
    "CREATE TABLE shows (path TEXT, output TEXT)",
    "CREATE TABLE reads (output TEXT, reader TEXT)",
    "CREATE INDEX shows_path ON shows (path)",
    "CREATE INDEX reads_output ON reads (output)",
    f"PRAGMA user_version = {_VERSION}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """A text as the plan knows it: the digest of its words, and what the planner keeps of it."""

    path: str
    digest: str
    data: bytes


class Unusable(Exception):
    """There is no plan that was kept, or it is damaged or of another time."""


class KeptPlan:
    """A plan that was kept. Any method raises Unusable if the file turns out to be damaged."""

    def __init__(self, path: Path) -> None:
        """Open the plan at `path`; Unusable if there is none."""
        if not path.is_file():
            raise Unusable
        self._connection = sqlite3.connect(path, isolation_level=None)
        try:
            if self._connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                raise Unusable
            self._connection.execute("PRAGMA synchronous=OFF")
            if not self._connection.execute("SELECT name FROM kept").fetchall():
                raise Unusable
        except sqlite3.DatabaseError:
            self.close()
            raise Unusable from None
        except Unusable:
            self.close()
            raise

    @property
    def basis(self) -> bytes:
        """What the plan was made from, in bytes that only its maker reads."""
        return self._checked("SELECT data, checksum FROM kept WHERE name = 'basis'")

    def more(self, name: str) -> bytes:
        """Return something else that was kept with the plan."""
        return self._checked("SELECT data, checksum FROM kept WHERE name = ?", name)

    def has_named(self, name: str) -> bool:
        """Return whether a string may stand in the view of some task."""
        question = "SELECT 1 FROM batches WHERE instr(data, CAST(? AS BLOB)) LIMIT 1"
        return next(self._ask(question, (name,)), None) is not None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def texts(self, paths: Sequence[str]) -> dict[str, KeptText]:
        """Return what is kept of texts."""
        rows = self._rows("SELECT path, digest, data FROM texts WHERE path IN ({})", paths)
        return {path: KeptText(path=path, digest=digest, data=data) for path, digest, data in rows}

    def any_text(self) -> str:
        """Return the path of some text, "" if there is none."""
        row = next(self._ask("SELECT path FROM texts ORDER BY path LIMIT 1", ()), ("",))
        return str(row[0])

    def shown_by(self, outputs: Iterable[str]) -> set[str]:
        """Return the texts that some outputs show."""
        return {
            path for (path,) in self._rows("SELECT path FROM shows WHERE output IN ({})", sorted(outputs))
        }

    def tasks_showing(self, words: Mapping[str, str], also: Iterable[str] = ()) -> tuple[Task, ...]:
        """Return the tasks that show texts, given the digests of their words as they are now, in plan order.

        With them come those that make the outputs in `also`, the tasks that read outputs of these, and so on.
        """
        found = {output for (output,) in self._rows("SELECT output FROM shows WHERE path IN ({})", [*words])}
        found |= {*also}
        new = found
        while new:
            readers = self._rows("SELECT reader FROM reads WHERE output IN ({})", sorted(new))
            new = {reader for (reader,) in readers} - found
            found |= new
        tasks = [task for task in self._load(sorted(found)) if task.output in found]
        return tuple(self._with_words(tasks, words))

    def tasks_naming(self, names: Iterable[str]) -> tuple[Task, ...]:
        """Return all tasks in whose views one of these strings may stand; further ones may be among them."""
        found: set[int] = set()
        for name in names:
            question = "SELECT batch FROM batches WHERE instr(data, CAST(? AS BLOB))"
            found |= {batch for (batch,) in self._ask(question, (name,))}
        return tuple(task for number in sorted(found) for task in self._batch(number))

    def renew(self, basis: bytes, texts: Iterable[KeptText], tasks: Iterable[Task] = ()) -> None:
        """Remember that some texts have other words now, what the plan is made from with them, and new tasks.

        A task may take the place of that with the same output, if it shows the same texts and reads the same.
        """
        with _transaction(self._connection):
            self._replace({task.output: task for task in tasks})
            rows = [(text.path, text.digest, text.data) for text in texts]
            self._connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)
            _put(self._connection, "basis", basis)

    def _with_words(self, tasks: Sequence[Task], words: Mapping[str, str]) -> Iterator[Task]:
        """Yield tasks with the digests of all words as they are now; others may have changed before."""
        shown = {entry.name for task in tasks for entry in task.inputs if entry.kind == "text"}
        now = {path: text.digest for path, text in self.texts(sorted(shown)).items()} | dict(words)
        for task in tasks:
            inputs = (
                replace(one, digest=now[one.name]) if one.kind == "text" else one for one in task.inputs
            )
            yield replace(task, inputs=tuple(inputs))

    def _load(self, outputs: Sequence[str]) -> Iterator[Task]:
        for number in self._numbers(outputs):
            yield from self._batch(number)

    def _numbers(self, outputs: Sequence[str]) -> list[int]:
        rows = self._rows("SELECT batch FROM tasks WHERE output IN ({})", outputs)
        return sorted({batch for (batch,) in rows})

    def _batch(self, number: int) -> tuple[Task, ...]:
        data = self._checked("SELECT data, checksum FROM batches WHERE batch = ?", number)
        tasks: tuple[Task, ...] = pickle.loads(data)
        return tasks

    def _replace(self, tasks: Mapping[str, Task]) -> None:
        for number in self._numbers([*tasks]):
            data = dumps(tuple(tasks.get(task.output, task) for task in self._batch(number)))
            row = (data, digest_bytes(data), number)
            self._connection.execute("UPDATE batches SET data = ?, checksum = ? WHERE batch = ?", row)

    def _checked(self, question: str, *values: object) -> bytes:
        row = next(self._ask(question, values), None)
        if row is None or digest_bytes(row[0]) != row[1]:
            raise Unusable
        data: bytes = row[0]
        return data

    def _rows(self, question: str, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(names), _MANY):
            some = names[start : start + _MANY]
            yield from self._ask(question.format(",".join("?" * len(some))), some)

    def _ask(self, question: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(question, values).fetchall()
        except sqlite3.DatabaseError:
            raise Unusable from None


def keep_plan(
    path: Path,
    tasks: Sequence[Task],
    basis: bytes,
    texts: Iterable[KeptText],
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Keep a plan in place of the one before. `more` is what else is kept with it, by name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    with contextlib.closing(connection):
        # A build that is killed here leaves a file without a basis, which nobody takes for a plan.
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        for statement in _SCHEMA:
            connection.execute(statement)
        with _transaction(connection):
            _put_tasks(connection, tasks)
            rows = ((text.path, text.digest, text.data) for text in texts)
            connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", rows)
            for name, data in (*more.items(), ("basis", basis)):
                _put(connection, name, data)


def _put_tasks(connection: sqlite3.Connection, tasks: Sequence[Task]) -> None:
    for number, start in enumerate(range(0, len(tasks), _BATCH)):
        batch = tuple(tasks[start : start + _BATCH])
        data = dumps(batch)
        connection.execute("INSERT INTO batches VALUES (?, ?, ?)", (number, data, digest_bytes(data)))
        connection.executemany("INSERT INTO tasks VALUES (?, ?)", ((task.output, number) for task in batch))
    owners = {name: task.output for task in tasks for name in task.companions}
    named = list(_named(tasks))
    shows = [(entry.name, output) for output, entry in named if entry.kind == "text"]
    reads = [(owners.get(entry.name, entry.name), output) for output, entry in named if entry.kind != "text"]
    connection.executemany("INSERT INTO shows VALUES (?, ?)", shows)
    connection.executemany("INSERT INTO reads VALUES (?, ?)", reads)


def _named(tasks: Iterable[Task]) -> Iterator[tuple[str, Input]]:
    """Yield what tasks read of texts and of other tasks, with the output that is made of it."""
    kinds = frozenset(("text", *OF_TASKS))
    for task in tasks:
        for entry in task.inputs:
            if entry.kind in kinds:
                yield task.output, entry


def _put(connection: sqlite3.Connection, name: str, data: bytes) -> None:
    row = (name, data, digest_bytes(data))
    connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", row)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")
