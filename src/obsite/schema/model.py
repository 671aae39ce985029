"""The base of every model of authored YAML."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen model that refuses unknown keys.

    `FOREIGN_KEYS` names other tools' spellings: the canonical key, or None for a key that is
    accepted and ignored.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = {}
