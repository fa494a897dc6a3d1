"""Compares what a manuscript says with what was laid out, word by word, in order."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from pipeline.model.manuscript import Section
from pipeline.model.tree import plain_text, rewrite


def lost_words(sections: Iterable[Section], shown: str) -> list[str]:
    """Return the words of the sections that the text shown lacks; words of pictures are not meant to be seen."""
    written = [word for section in sections for word in _words_of(section)]
    laid_out = _words(shown)
    if written == laid_out:
        return []
    matcher = SequenceMatcher(None, written, laid_out, autojunk=False)
    return [word for kind, start, end, _, _ in matcher.get_opcodes() if kind in ("delete", "replace")
            for word in written[start:end]]


def _words_of(section: Section) -> list[str]:
    without_pictures = rewrite(section.blocks, lambda _: [], ("Image",))
    return _words(f"{plain_text(section.title)}\n{plain_text(without_pictures)}")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
