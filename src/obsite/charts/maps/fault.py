"""What is wrong with a geometry file, on its way to become a diagnostic."""

from __future__ import annotations


class GeometryFault(ValueError):
    """One phrase in the author's words, what to do, and where, as far as that is known."""

    def __init__(
        self, message: str, help: str = "", *, line: int = 0, column: int = 1, code: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.line = line  # 0: unknown, unless the file names `code`
        self.column = column
        self.code = code
