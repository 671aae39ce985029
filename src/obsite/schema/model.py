"""The base of every model of authored YAML."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen model that refuses unknown keys.

    `FOREIGN_KEYS` names other tools' spellings: the canonical key, or None for a key that is
    accepted and ignored. `FOREIGN_VALUES` translates the values of such keys (in lower case):
    `{"status": {"draft": "true"}}` beside `FOREIGN_KEYS = {"status": "draft"}`; a pair of key and
    value stands where the value decides on the key: `{"published": {"false": ("draft", "true")}}`.
    Both are written in lower case with underscores; keys are compared without regard to case, `-`
    and `_`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    FOREIGN_KEYS: ClassVar[dict[str, str | None]] = {}
    FOREIGN_VALUES: ClassVar[dict[str, dict[str, str | tuple[str, str]]]] = {}


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of what authors may write, for the completion of editors."""
    schema = model.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
