"""Finds in a line of Markdown the words that readers of a product meet as they stand, to look for them there."""

import re

#: What stands in a line and in no product: attributes and addresses; then marks, and figures, which may be the fault.
_APART = re.compile(r"\{[^}]*\}?|\]\([^)]*\)?|\[\^[^\]]*\]")
_BETWEEN = re.compile(r"[\[\]{}*_`()|#>~^!\\:\"“”]|\d\S*|^\s*-\s|\n")
#: So many words are looked for: few enough to stand in one line of a page, enough to stand in one place.
_MOST, _FEWEST = 5, 2


def line_words(line: str) -> tuple[str, ...]:
    """Return runs of plain words of a line, the longest first."""
    pieces = (" ".join(each.split()[:_MOST]).strip(" .,;?") for each in _BETWEEN.split(_APART.sub("\n", line)))
    told = [each for each in pieces if len(each.split()) >= _FEWEST]
    return tuple(sorted(dict.fromkeys(told), key=len, reverse=True))
