"""What the world may refuse, as exceptions that `cli/` turns into a message and an exit code.

    ObsiteError             a message and its cure, shown without a traceback
    └── WorldRefused        the disk, a permission, a lock: nothing an author wrote is at fault
    UndeclaredInput         a renderer read what its task did not declare: a bug, shown with a traceback

An author's mistake is a Diagnostic, never an exception.
"""

from __future__ import annotations


class ObsiteError(Exception):
    """Something that stops the program and can be told in two sentences."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message, help)  # both, so that it pickles across processes
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return self.message


class WorldRefused(ObsiteError):
    """The machine does not let us: a full disk, a missing permission, another build at work."""


class UndeclaredInput(Exception):
    """A renderer asked for something that its task does not list among its inputs."""


def refused(deed: str, error: OSError) -> WorldRefused:
    """Return what to say when the system refuses `deed` ("write output/index.html")."""
    reason = error.strerror or type(error).__name__
    return WorldRefused(f"cannot {deed}: {reason}", _CURES.get(type(error), ""))


_CURES: dict[type[OSError], str] = {
    PermissionError: "check who owns the file or folder, and its permissions",
    IsADirectoryError: "a folder is in the place of a file; move it away",
    NotADirectoryError: "a file is in the place of a folder; move it away",
}
