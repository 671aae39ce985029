"""Why a run stops: the few exceptions that `cli` turns into a message and an exit code.

    ObsiteError              exit_code  raised when
    ├── UsageError           2          a command was asked for something that is not there
    ├── ConfigurationError   3          the site or its theme cannot be understood at all
    └── WorldRefused         4          the world refused: disk, rights, a missing library, network, port

Faults in what an author wrote are not among them: those are Diagnostics, collected and shown together.
Any other exception is a bug.
"""

from __future__ import annotations


class ObsiteError(Exception):
    """A reason to stop that a person can understand and, with `help`, cure."""

    exit_code = 1

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message, help)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return self.message


class UsageError(ObsiteError):
    """A command was asked for something that is not there."""

    exit_code = 2


class ConfigurationError(ObsiteError):
    """The site's configuration or its theme cannot be understood at all."""

    exit_code = 3


class WorldRefused(ObsiteError):
    """The world refused: no space, no right, a library that is missing."""

    exit_code = 4
