"""Which characters of a text have a form, where only some do: in a font, in a table of braille."""

import re
from collections.abc import Callable, Iterator
from unicodedata import category, name, normalize

from pipeline.model.wording import UNSEEN

#: A character with the accents behind it.
_WHOLE = re.compile(r".(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
                    r"\ufe20-\ufe2f])*", re.DOTALL)


def without_form(text: str, has_form: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Yield each run of characters that have no form, with its offset; an accent may be part of its letter's sign."""
    if all(map(has_form, {*text})):
        return
    start, run = 0, ""
    for found in _WHOLE.finditer(text):
        forms = (normalize(each, found[0]) for each in ("NFC", "NFD"))
        is_known = any(all(map(has_form, form)) for form in forms)
        lost = "" if is_known else "".join(each for each in found[0] if not has_form(each))
        if run and (not lost or start + len(run) != found.start()):
            yield start, run
            run = ""
        start, run = (start, run + lost) if run else (found.end() - len(lost), lost)
    if run:
        yield start, run


def is_blank(character: str) -> bool:
    """Tell whether a character shows nothing, as a space, a line's end or a soft hyphen."""
    return character in "\t\n\r" or category(character) == "Zs" or UNSEEN.match(character) is not None


def told(run: str) -> str:
    """Return characters as findings name them: the signs, code point and name of the first."""
    signs = f"“{run}”, " if run.isprintable() else ""
    more = f", and {len(run) - 1} more" if len(run) > 1 else ""
    return f"{signs}U+{ord(run[0]):04X} {name(run[0], 'without a name')}{more}"
