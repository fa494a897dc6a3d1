"""Parts what people write into one cell: several phones or languages, or why nobody can tell where one ends."""

import re

from pipeline.model.imprint import EXTENSION, Phone

_PARTS = re.compile(r"[|\r\n]")
#: What people part things with beside | and a line break, outside brackets.
_LOOSE = re.compile("[,;/]")
_BRACKETS = re.compile(r"\([^()]*\)")
#: A comma or semicolon that parts off no number, but an extension.
_TO_EXTENSION = re.compile(r"[,;]\s{0,3}(?:ext|x|#)|,\d{1,6}(?!\d|[ .-]{0,3}\d)", re.IGNORECASE)
#: Digits, and what people write between them; hyphens and spaces that do not break count.
DIALLED = re.compile(r"\+?[0-9(][0-9 ().\-/\u00a0\u202f\u2010-\u2013]*")
#: The digits of a number that is no short one (911), and no other ending of the one before it.
_WHOLE = 7
#: Words between two names, which the names of languages do not hold.
_JOINING = frozenset({"and", "or", "y", "e", "et", "und", "o", "ou", "oder", "&", "+", "with", "by", "on"})


def parts(text: str) -> tuple[str, ...]:
    """Return the things that a cell lists, | or a line break between them."""
    return tuple(part.strip() for part in _PARTS.split(text) if part.strip())


def digits(number: str) -> str:
    """Return the digits of a number, without those of its extension."""
    return re.sub(r"\D", "", EXTENSION.sub("", number))


def phone(text: str) -> Phone:
    """Return a number with its label and hours: `Day: +1 617 555 0100 (Monday to Friday, 8 to 17)`."""
    rest, sign, hours = text.removesuffix(")").rpartition("(")
    if not (text.endswith(")") and sign and ")" not in hours and re.search(r"\d[^()]*$", rest[-80:])):
        rest, hours = text, ""
    label, _, number = rest.rpartition(":")
    return Phone(number=number.strip() or "?", label=label.strip(), hours=hours.strip())


def phones(text: str) -> tuple[Phone, ...]:
    """Return the numbers of a cell; commas, semicolons and slashes part them where each piece is a whole number."""
    return tuple(phone(each) for part in parts(text) for each in _parted_phones(part))


def _parted_phones(part: str) -> tuple[str, ...]:
    """Return what ends in a whole number each, all of it; the part as it stands where something is left over."""
    found, begin = list[str](), 0
    for end in (*_ends(part), len(part)):
        piece = part[begin:end].strip()
        if piece and _is_whole(phone(piece).number):
            found.append(piece)
            begin = end + 1
    return (part,) if part[begin:].strip(" ,;/") else tuple(found)


def _is_whole(number: str) -> bool:
    return DIALLED.fullmatch(EXTENSION.sub("", number)) is not None and len(digits(number)) >= _WHOLE


def _loose(part: str) -> tuple[str, ...]:
    """Return what stands between commas, semicolons and slashes."""
    ends = _ends(part)
    pieces = (part[begin + 1:end].strip() for begin, end in zip([-1, *ends], [*ends, len(part)], strict=True))
    return tuple(filter(None, pieces))


def _ends(part: str) -> list[int]:
    """Return where commas, semicolons and slashes stand that may part things."""
    seen = _BRACKETS.sub(lambda found: "_" * len(found.group()), part)
    return [each.start() for each in _LOOSE.finditer(seen) if not _TO_EXTENSION.match(seen, each.start())]


def phone_doubt(each: Phone) -> str:
    """Return why nobody can tell which numbers are meant, empty where that is plain."""
    before, _, behind = each.number.partition("/")
    if behind and len(digits(before)) >= _WHOLE:
        return f"may be one number or two: “/{behind}” may be another ending, or an extension"
    if re.search(r",\d+$", each.number) and len(digits(each.number)) < _WHOLE:
        return "may be one number or two"
    hidden = next((piece for piece in _loose(each.label) if DIALLED.fullmatch(piece) and len(digits(piece)) > 2), "")
    return f"stands behind “{hidden}”, which may be a number, too" if hidden else ""


def languages(text: str) -> tuple[str, ...]:
    """Return the languages of a cell; commas, semicolons and slashes part them where each piece is a name."""
    return tuple(each for part in parts(text) for each in _parted_languages(part))


def _parted_languages(part: str) -> tuple[str, ...]:
    pieces = _loose(part)
    return pieces if all(map(_is_language, pieces)) else (part,)


def _is_language(name: str) -> bool:
    """Tell whether words may name a language: one or two, or more with capitals; brackets add to it."""
    said = _BRACKETS.sub("", name).split()
    is_named = len(said) < 3 or not any(each[0].islower() for each in said)
    return bool(said) and is_named and said[0][0].isalpha() and not re.search(r"[\d_]", name) and not _JOINING & {
        each.casefold() for each in said}


def language_doubt(name: str) -> str:
    """Return why nobody can tell which languages are meant, empty where that is plain."""
    strange = next((each for each in _loose(name) if not _is_language(each)), "") if _loose(name)[1:] else ""
    return f"holds “{strange}”, which is no name of a language" if strange else ""
