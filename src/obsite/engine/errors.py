"""What the engine raises beside the exceptions of diagnostics/errors.py.

`UndeclaredInput` says that a renderer read what its task did not declare: a bug, shown with a
traceback. What the machine refuses becomes a WorldRefused.
"""

from __future__ import annotations

from obsite.diagnostics.errors import ObsiteError, WorldRefused

__all__ = ["ObsiteError", "UndeclaredInput", "WorldRefused", "refused"]


class UndeclaredInput(Exception):
    """A renderer asked for something that its task does not list among its inputs."""

    def __init__(self, output: str, kind: str, name: str) -> None:
        super().__init__(output, kind, name)
        self.output, self.kind, self.name = output, kind, name

    def __str__(self) -> str:
        return f"{self.output} does not declare the {self.kind} {self.name}"


def refused(deed: str, error: OSError) -> WorldRefused:
    """Return what to say when the system refuses `deed` ("write output/index.html")."""
    reason = error.strerror or type(error).__name__
    return WorldRefused(f"cannot {deed}: {reason}", _CURES.get(type(error), ""))


_CURES: dict[type[OSError], str] = {
    PermissionError: "check who owns the file or folder, and its permissions",
    IsADirectoryError: "a folder is in the place of a file; move it away",
    NotADirectoryError: "a file is in the place of a folder; move it away",
}
