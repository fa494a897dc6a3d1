"""Compares what a file says its letters are with what they look like, letter by letter and font by font."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from unicodedata import normalize

#: A letter or figure, and the font that draws it.
Glyph = tuple[str, str]
#: What was seen where a glyph stands, and how often; empty where nothing was seen.
Seen = dict[Glyph, Counter[str]]
#: Letters that nobody can tell apart in most fonts.
_ALIKE = {"I": "l", "|": "l"}
#: Read rightly less often than this, a glyph looks like something else.
_LEAST_RIGHT = 0.5


def seen(lines: Iterable[tuple[Sequence[Glyph], str]], *, with_accents: bool = True) -> Seen:
    """Return what was seen for each glyph in lines that a reading engine read, which may not know accents.

    An accent that nobody looked for counts as seen.
    """
    found: Seen = defaultdict(Counter)
    for glyphs, read in lines:
        meant, looks = [_form(letter) for letter, _ in glyphs], [_form(each) for each in read if each.isalnum()]
        sides = (meant, looks) if with_accents else ([*map(_base, meant)], [*map(_base, looks)])
        for kind, start, end, low, high in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
            for index in range(start, end):
                is_pair = kind == "replace" and end - start == high - low
                look = meant[index] if kind == "equal" else looks[low + index - start] if is_pair else ""
                found[glyphs[index]][look] += 1
    return found


def misleading(found: Seen) -> dict[Glyph, str]:
    """Return the glyphs that mostly look like something else, each with what it looks like most often."""
    wrong = {}
    for glyph, looks in sorted(found.items()):
        if looks[_form(glyph[0])] < _LEAST_RIGHT * looks.total():
            others = Counter({form: count for form, count in looks.items() if form and form != _form(glyph[0])})
            wrong[glyph] = others.most_common(1)[0][0] if others else ""
    return wrong


def _base(letter: str) -> str:
    return normalize("NFD", letter)[:1]


def _form(letter: str) -> str:
    return normalize("NFKC", _ALIKE.get(letter, letter)).casefold()
