"""A mend for WeasyPrint: footnotes that are called in columns stay on the page of their call.

Laying out columns, WeasyPrint tries heights until the room kept for notes agrees with the notes
it meets. A smaller room counts as news, too, so the tries swing between two heights, and in the
end notes are sent to the next page or lost. Here that room only grows while columns are tried,
which is what makes the tries end.
"""

from __future__ import annotations

from typing import Any


def keep_room_for_notes() -> None:
    """Let the room for notes grow only, while columns are laid out. Idempotent."""
    from weasyprint.layout import LayoutContext  # type: ignore[import-untyped]

    update = getattr(LayoutContext, "_update_footnote_area", None)
    if update is None or hasattr(update, "keeps_room"):
        return  # another version of WeasyPrint: as it comes

    def update_keeping_room(context: Any) -> Any:
        before = context.current_footnote_area.height
        overflow = update(context)
        if context.in_column and before != "auto":
            area = context.current_footnote_area
            area.height = max(area.height, before)
        return overflow

    update_keeping_room.keeps_room = True  # type: ignore[attr-defined]
    LayoutContext._update_footnote_area = update_keeping_room
