"""Says in ASCII what typography says with other characters, so that old systems and patient portals keep the meaning.

Signs that read the same in every language stand here; those that become words (`≥`: at least) are a language's own,
under `ascii-≥` in its labels. A character with neither stays as it is, for a check to find.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from unicodedata import category, name, normalize

from pipeline.model.channel import TextLayout

_NO_BREAK = "\u00a0"
_SIGNS = {
    **dict.fromkeys("‘’‚‛′‹›", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("—―", "--"),
    **dict.fromkeys("¿¡\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff", ""),
    # “mc” is the safe prefix on a prescription (ISMP's list of error-prone abbreviations)
    **dict.fromkeys("µμ", "mc"),
    "…": "...", "•": "*", "×": "x", "÷": "/", "±": "+/-", "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "⁄": "/",
    "©": "(c)", "®": "(R)", "™": "(TM)", "€": "EUR", "£": "GBP", "№": "No.", "ª": "a", "º": "o",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
    "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff",
}
#: Without its tilde, a Spanish year is an anus: no form but the one that a language gives.
_NEVER_BARE = "ñÑ"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_RAISED_RUN = re.compile(f"[{_RAISED}]+")
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_PARTING_DASH = re.compile(r"(?<=[^\W_])[—―](?=[^\W_])")


def spelling(layout: TextLayout | None, labels: Mapping[str, str]) -> Callable[[str], str]:
    """Return how a text is spelled: as it is, in ASCII, or with its signs alone in ASCII."""
    if layout is None or (layout.charset, layout.signs) == ("utf-8", "typographic"):
        return str
    return partial(ascii_form if layout.charset == "ascii" else ascii_signs, labels=labels)


def ascii_form(text: str, labels: Mapping[str, str]) -> str:
    """Return the text in ASCII, with spaces that bind still in it and characters without a form unchanged."""
    return _NOT_ASCII.sub(partial(_form, labels=labels), _in_line(text))


def ascii_signs(text: str, labels: Mapping[str, str]) -> str:
    """Return the text with its quotation marks, dashes and other signs in ASCII; letters keep their accents."""
    return _NOT_ASCII.sub(lambda found: found.group() if _is_spelling(found.group()) else _form(found, labels),
                          _in_line(text))


def _is_spelling(character: str) -> bool:
    """Tell whether a character belongs to how a language writes its words; the micro sign is no letter of a word."""
    return (category(character)[0] in "LM" and character != "\u00b5") or character in "¿¡\u200c\u200d"


def _in_line(text: str) -> str:
    """Return the text with what is raised, set as one fraction or parts words without a space, said in line."""
    text = normalize("NFC", text)
    text = _RAISED_RUN.sub(_power, text)              # 10⁹ is not 109
    text = _FRACTION.sub(_NO_BREAK, text)             # 2½ is not 21/2
    return _PARTING_DASH.sub(f"{_NO_BREAK}-- ", text)


def _power(run: re.Match[str]) -> str:
    return "^" + run.group().translate(str.maketrans(_RAISED, "0123456789+-"))


def _form(found: re.Match[str], labels: Mapping[str, str]) -> str:
    character = found.group()
    wording = labels.get(f"ascii-{character}")
    if wording is None:
        return _SIGNS.get(character, _plain_letter(character))
    if name(character, "").startswith("LATIN"):
        return wording
    return _apart(found, wording)


def _apart(found: re.Match[str], wording: str) -> str:
    """Return the words with a binding space where the sign touched a word or figure: `≥5`, `38°C`."""
    before, after = found.string[found.start() - 1:found.start()], found.string[found.end():found.end() + 1]
    opening = _NO_BREAK if before.isalnum() else ""
    closing = _NO_BREAK if after.isalnum() else ""
    return opening + wording + closing


def _plain_letter(character: str) -> str:
    """Return a letter without its accents, a fraction or lowered digit in line, or the character itself."""
    if character in _NEVER_BARE:
        return character
    if category(character) == "Mn":
        return ""
    if category(character)[0] not in "LN":
        return character
    parts = normalize("NFKD", character).replace("⁄", "/")
    bare = "".join(part for part in parts if category(part) != "Mn")
    return bare if bare.isascii() else character
