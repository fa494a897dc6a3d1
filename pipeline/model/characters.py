"""Which characters a text may hold, wherever it comes from: prose, YAML, a clinic's list, the words of a drawing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5
from unicodedata import bidirectional, category, name, normalize

#: What nobody has to look at twice.
_NOT_PLAIN = re.compile("[^\t\n\r -~\xa0-\xac\xae-\u02ff\u0391-\u03a1\u03a3-\u03ff\u0410-\u044f‐-—‘’“”•…€]")
#: Embeddings, overrides and isolates (UAX 9): what follows is shown in another order than it is written in.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_POP = "\u202c"
_UNPRINTABLE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
#: Signs of the class of formats that are seen: they stand over the figures behind them (Arabic, Syriac, Kaithi).
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
#: What is lost (U+FFFC, U+FFFD), and letters and signs that show nothing: fillers, vowels nobody writes, empty braille.
_EMPTY = frozenset("\ufffc\ufffd\u115f\u1160\u3164\uffa0\u17b4\u17b5\u2800")
#: Not seen, of use between letters: soft hyphen, joined graphemes, places for a break and for none.
_PARTING = frozenset("\u00ad\u034f\u200b\u2060")
#: Choices of a letter's shape.
_CHOICE = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DIRECTION, _JOINERS, _SPACE_FOR_BREAK = frozenset("\u200e\u200f\u061c"), frozenset("\u200c\u200d"), "\u200b"
#: Scripts whose letters change with their neighbours, by the first word of their letters' names, beside those that run
#: from the right; and scripts that write no spaces.
_JOINING = re.compile(
    "DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|ORIYA|TAMIL|TELUGU|KANNADA|MALAYALAM|SINHALA|MYANMAR|KHMER|TIBETAN|MONGOLIAN|"
    "BALINESE|JAVANESE|SUNDANESE|TAI|MEETEI|CHAKMA|NEWA|TIRHUTA|KAITHI|GRANTHA|LEPCHA|LIMBU|BRAHMI|SHARADA")
_UNSPACED = frozenset({"THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "JAVANESE", "BALINESE", "TAI", "NEW"})
_PICTURE_TONES = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
#: How far a mark of direction may stand from a letter that it works for, and how much unseen a neighbour may be behind.
_REACH, _BEHIND = 40, 8
#: How many marks a letter may carry: no script has more in a row (UAX 15, stream-safe text).
_MOST_MARKS = 30
#: What Markdown and XML read as a character: by its number or by its name.
_REFERENCE = re.compile(r"(?<!\\)&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
#: Fractions and raised digits are signs of their own; the rules for figures know them.
_FRACTIONS = re.compile("[¼-¾⅐-⅞]")
#: Scripts that one word may mix (TR39, 5.1), and Cyrillic letters that a reader takes for Latin ones.
_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})
_LOOKS_LATIN = frozenset("аеорсухіјѕһԁԛԝьвкмнтӏАВЕКМНОРСТУХІЈЅ")


@dataclass(frozen=True, slots=True)
class Unfit:
    """A character that may not stand where it does: how far into the text, which one, and what is wrong with it."""

    offset: int
    character: str
    fault: str

    def __str__(self) -> str:
        """Return what is wrong, in words."""
        return f"the character U+{ord(self.character):04X} {self.fault}"


def unfit(text: str) -> Iterator[Unfit]:
    """Yield each character that may not stand where it does."""
    for found in _NOT_PLAIN.finditer(text):
        fault = _fault(text, found.start())
        if fault:
            yield Unfit(found.start(), found.group(), fault)


def decoded(text: str) -> tuple[str, Sequence[int]]:
    """Return a text of Markdown or XML with what its references stand for, and where each character was written."""
    pieces, places, end = list[str](), list[int](), 0
    if "&" not in text:
        return text, range(len(text))
    for found in _REFERENCE.finditer(text):
        said = _referred(found)
        pieces += [text[end:found.start()], said]
        places += [*range(end, found.start()), *[found.start()] * len(said)]
        end = found.end()
    return "".join((*pieces, text[end:])), [*places, *range(end, len(text))]


def _referred(found: re.Match[str]) -> str:
    if found[3]:
        return html5.get(f"{found[3]};", found.group())
    number = int(found[1], 16) if found[1] else int(found[2])
    return chr(number) if number <= 0x10FFFF else found.group()


def _fault(text: str, place: int) -> str:
    character = text[place]
    kind = category(character)
    if character in _TURNING:
        return "turns the order of what stands beside it"
    if kind in _UNPRINTABLE or character in _EMPTY:
        return "cannot be printed"
    if character in _DIRECTION:
        return "" if _works_for_direction(text, place) else "turns an order that nothing here turns"
    if character in _JOINERS:
        return "" if _joins(text, place) else "joins or parts no letters here"
    if character in _PARTING or _CHOICE.match(character):
        return "is not seen, and stands beside a figure" if _is_beside_figure(text, place) else ""
    if kind == "Cf" and character not in _SEEN_FORMATS:
        return "is not seen"
    if kind[0] != "M":
        return ""
    if text[max(0, place - 1)].isnumeric():
        return "changes how a figure looks"
    return f"is the first after {_MOST_MARKS} marks on one letter" if _is_one_too_many(text, place) else ""


def _is_one_too_many(text: str, place: int) -> bool:
    """Tell whether so many marks stand before a mark, and no more: what follows is told by it."""
    before = [category(each)[0] == "M" for each in text[max(0, place - _MOST_MARKS - 1):place]]
    return sum(before) == _MOST_MARKS and all(before[-_MOST_MARKS:])


def _works_for_direction(text: str, place: int) -> bool:
    """Tell whether a letter near by, in the same line, runs from the right."""
    before, behind = text[max(0, place - _REACH):place], text[place + 1:place + 1 + _REACH]
    return any(map(_runs_from_right, before.rpartition("\n")[2] + behind.partition("\n")[0]))


def _runs_from_right(character: str) -> bool:
    return character != "" and bidirectional(character) in ("R", "AL") and category(character)[0] in "LM"


def _joins(text: str, place: int) -> bool:
    """Tell whether a joiner stands beside a letter whose shape it changes, or between two pictures."""
    before, behind = text[max(0, place - _BEHIND):place], text[place + 1:place + 1 + _BEHIND]
    sides = [next((each for each in side if category(each)[0] != "M"), "") for side in (before[::-1], behind)]
    if any(_runs_from_right(each) or _JOINING.fullmatch(script_of(each)) for each in sides):
        return True
    pictures = (_PICTURE_TONES.sub("", before)[-1:], behind[:1])
    return text[place] == "\u200d" and all(each and category(each) == "So" for each in pictures)


def _is_beside_figure(text: str, place: int) -> bool:
    before, behind = text[max(0, place - _BEHIND):place], text[place + 1:place + 1 + _BEHIND]
    sides = (next((each for each in side if not _is_unseen(each)), "") for side in (before[::-1], behind))
    return any(each.isnumeric() and category(each)[0] == "N" for each in sides)


def _is_unseen(character: str) -> bool:
    return category(character) in ("Cf", "Mn") or character in _PARTING


def script_of(character: str) -> str:
    """Return the script of a letter or a mark as its name begins, CJK for Chinese; empty for what has none."""
    return name(character, "").split(" ")[0].split("-")[0] if character and category(character)[0] in "LM" else ""


def has_visible_letter(text: str) -> bool:
    """Tell whether a reader sees a letter."""
    return any(category(each)[0] == "L" and each not in _EMPTY for each in text)


def as_drawn(text: str) -> str:
    """Return a text with what stands in overrides from the right turned round, as screens show it (UAX 9)."""
    if "\u202e" not in text:
        return text
    return "".join(map(_line_as_drawn, text.splitlines(keepends=True)))


def _line_as_drawn(line: str) -> str:
    open_runs: list[tuple[str, list[str]]] = [("", [])]
    for character in line.rstrip("\r\n") + _POP * line.count("\u202e") + line[len(line.rstrip("\r\n")):]:
        if character in "\u202a\u202b\u202d\u202e":
            open_runs.append((character, []))
        elif character != _POP:
            open_runs[-1][1].append(character)
        elif len(open_runs) > 1:
            kind, run = open_runs.pop()
            open_runs[-1][1].append("".join(reversed(run) if kind == "\u202e" else run))
    return "".join("".join(run) for _, run in open_runs)


# --- figures of a fact ---


def disguised(text: str) -> Iterator[Unfit]:
    """Yield what may not stand among words that state a fact: what is not seen, figures that are no plain digits."""
    if text.isascii():
        return
    scripts = {script_of(each) for each in text} - {""}
    for place, character in enumerate(text):
        if character.isascii() or _FRACTIONS.match(character):
            continue
        if (character in _PARTING or _CHOICE.match(character)) and not _parts_unspaced(text, place):
            yield Unfit(place, character, "is not seen, and stands among the words of a fact")
        elif category(character)[0] == "N" and not _is_digit_of(character, scripts) and not _is_of_sign(text, place):
            yield Unfit(place, character, "is no digit of this language")


def _parts_unspaced(text: str, place: int) -> bool:
    sides = text[max(0, place - 1):place], text[place + 1:place + 2]
    return text[place] == _SPACE_FOR_BREAK and all(script_of(each) in _UNSPACED for each in sides)


def _is_digit_of(character: str, scripts: set[str]) -> bool:
    return (category(character) == "Nd" and normalize("NFKC", character) == character
            and any(each in name(character, "") for each in scripts))


def _is_of_sign(text: str, place: int) -> bool:
    """Tell whether a raised or lowered digit is part of a sign or of a figure: m², H₂O, 10⁻⁹; turned round, ¹⁴C."""
    start, end = place, place + 1
    while start and (category(text[start - 1]) == "No" or text[start - 1] in "⁻₋"):
        start -= 1
    while end < len(text) and category(text[end]) == "No":
        end += 1
    shift = normalize("NFKC", text[place]).isdecimal() and ("SUPERSCRIPT" in name(text[place], "")
                                                            or "SUBSCRIPT" in name(text[place], ""))
    return shift and (text[start - 1:start].isalnum() or text[end:end + 1].isupper())


# --- addresses ---

#: A page's address or that of a mailbox, as prose and data hold it.
ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>\"'()\[\]{}|]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_SERVER = re.compile(r"(?:mailto:|[A-Za-z][A-Za-z0-9+.-]{0,30}://)?([^/?#]*)")


def address_fault(address: str) -> str:
    """Return why an address may lead elsewhere than it seems to, empty where it does not (Unicode TR39, 5.2)."""
    if any(category(each) in ("Cf", "Zs") or _CHOICE.match(each) for each in address):
        return "holds a character that is not seen"
    found = _SERVER.match(address)
    server = found[1] if found else ""
    if normalize("NFKC", server) != normalize("NFC", server):
        return "holds letters that only look like those of an address"
    return next(filter(None, map(_label_fault, re.split(r"[.@:。]", server))), "")


def _label_fault(label: str) -> str:
    if label.lower().startswith("xn--"):
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return "names a server that cannot be read"
    letters = [each for each in label if category(each)[0] == "L"]
    scripts = set(map(script_of, letters))
    if len(scripts) > 1 and not any(scripts <= each for each in _TOGETHER):
        return f"mixes letters of several scripts in “{label}”"
    return f"is written with Cyrillic letters that look Latin in “{label}”" if letters and (
        scripts == {"CYRILLIC"} and set(letters) <= _LOOKS_LATIN) else ""
