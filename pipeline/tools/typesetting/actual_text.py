"""Has a PDF say its words where the shapes do not: letters that are joined, turned round or put together."""

from functools import wraps
from typing import Any

from pipeline.model.letters import has_other_words
from pipeline.tools.typesetting import measured


def mend() -> None:
    """Have each text of a line in other scripts, or on a page from the right, carry its words (ISO 32000-1, 14.9.4).

    WeasyPrint tells of each glyph one run of letters: of lam and alef joined, two in an order that programs turn round,
    and of the vowel that Thai writes in two pieces, the whole for the half. Whoever copies, searches or listens gets
    the words all the same. May go when it writes them itself.
    """
    from weasyprint import draw

    drawn = measured.needed(draw, "draw_text")
    if hasattr(drawn, "__wrapped__"):
        return

    @wraps(drawn)
    def draw_text(stream: Any, textbox: Any, *rest: Any) -> None:
        is_plain = textbox.style["direction"] == "ltr" and not has_other_words(textbox.text)
        if is_plain or textbox.style["visibility"] != "visible":
            drawn(stream, textbox, *rest)
            return
        import pydyf

        words = pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)})
        stream.begin_marked_content("Span", words)
        drawn(stream, textbox, *rest)
        stream.end_marked_content()

    draw.draw_text = draw_text
