"""Mends where WeasyPrint 70 breaks a line: a text that ends in a space could be broken after its first word."""

from functools import wraps
from typing import Any

from pipeline.tools.typesetting import measured

#: Wider than the space of any text face, narrower than a word and its space.
_SPACE_EM = 0.35


def mend() -> None:
    """Have lines broken at the last word that fits.

    Where only the space before a link or a marked run is too wide for the line, or where the text before it has to
    give up its last word, WeasyPrint takes the whole text for one word that cannot be broken, and breaks it after its
    first. May go when `split_first_line` leaves the space at a line's end out of its measure.
    """
    from weasyprint.layout import inline

    split = measured.needed(inline, "split_first_line")
    if hasattr(split, "__wrapped__"):
        return

    @wraps(split)
    def split_later(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **options: Any) -> Any:
        found = split(text, style, context, max_width, *rest, **options)
        layout, length, resume_index, *_ = found
        is_first_word = resume_index is not None and " " not in layout.text.strip()
        if max_width is None or not is_first_word or not text.endswith(" ") or " " not in text.strip():
            return found
        narrow = max_width - _SPACE_EM * style["font_size"]
        later = split(text, style, context, narrow, *rest, **options)
        return later if later[1] > length and later[3] <= max_width else found

    inline.split_first_line = split_later
