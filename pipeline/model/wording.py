"""How a sentence, as its reader sees it, carries figures, qualifiers and negations: what counts as one, where it is."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import category, decimal, is_normalized, normalize, numeric

from pipeline.model import numerals
from pipeline.model.letters import CASED, IDEOGRAPHS, MARKS, edges, is_running
from pipeline.model.publication import Negation, Wording

_RAISED = "⁰¹²³⁴-⁹"
#: What is raised or lowered behind a figure and belongs to it: 10⁹, 10⁻⁹, as a ledger writes it 10^9.
_SHIFTED = rf"(?:[⁻−]?[{_RAISED}]+|\^[-−]?\d+|₋?[₀-₉]+)?"
#: What makes digits behind it part of a name, and a name of a number: NF1, 2nd; not 最多50名.
_NAMING = rf"{CASED}\d_"
#: A telephone number; else digits that no letter precedes: 2, 1,000, 0.5, 8:30, the 2 of 2nd, not the 1 of NF1; else ½.
_DIGITS = (rf"(?<!(?-i:[{_NAMING}.,-]))(?:\d{{1,2}}-)?\d{{3}}-\d{{3}}-\d{{4}}(?!(?-i:[{_NAMING}]))"
           rf"|(?<!(?-i:[{_NAMING}^]))\d+(?::\d\d(?!\d)|(?:[.,٫٬]\d+)*)(?:[{numerals.POWERS}]+|{_SHIFTED})|[¼-¾⅐-⅞]")
#: Signs that part digits, by the sign before a fraction: what each stands for in the ledger.
_PARTING = {".": str.maketrans("٫٬", ".,"), ",": str.maketrans(".,٫٬", ",..,")}
_IDEOGRAPH = re.compile(rf"[{IDEOGRAPHS}〇]")
#: What stands before the first word of a sentence, of a line or of what is quoted or told behind a colon.
_BEGINNING = re.compile(r"(?:^|\n|[.!?:…]|[\"'“‘(])\s*$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
#: What shows nothing: soft hyphen, zero width space, joiners, marks of direction, choices of a shape.
UNSEEN = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
#: Numbers that stay as they are in every normal form.
_DISCS = re.compile("[①-⓿❶-➓]")
_SMALL = rf"{_RAISED}₀-₉"
#: Raised or lowered digits that are no figure: an exponent, the mark of a note, part of a formula (m², ¹⁴C, H₂O).
_PART_OF_SIGN = re.compile(rf"(?<=[^\s(\[{{<\"'“‘«—–\-{_SMALL}])[{_SMALL}]+|[{_SMALL}]+(?=[A-Z])")
_SMALL_RUN = re.compile(rf"[⁻−]?[{_RAISED}]+|₋?[₀-₉]+")
#: What stays as it is: a fraction is one figure.
_FRACTIONS = re.compile(r"[¼-¾⅐-⅞]")


def figures_in(text: str, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield each figure of a text as (digits, the words it is written with), in order."""
    return ((value, written) for value, written, _ in figures_with_offsets(text, wording))


def figures_with_offsets(text: str, wording: Wording) -> Iterator[tuple[str, str, int]]:
    """Yield each figure of a text as (digits, the words it is written with, where it starts), in order.

    Digits that belong to a name (PTPN11, NF1) are no figures; a telephone number is one.
    `one` and its like count where a unit follows; `thirty-five` is one figure. What a reader does not see is no matter.
    """
    plain, places = seen(text)
    pattern = _figure_pattern(wording.ones, wording.units, tuple(wording.numbers), bool(_IDEOGRAPH.search(plain)))
    for match in pattern.finditer(plain):
        start, end = places[match.start()], places[match.end() - 1] + 1
        yield _value(match.group(), wording), text[start:end], start


def digits(value: str) -> str:
    """Return a figure without the commas between its thousands: 1,000 and 1000 are the same figure."""
    return _THOUSANDS.sub("", value)


def has_qualifier(text: str, qualifier: str, wording: Wording) -> bool:
    """Tell whether one of the wordings of a qualifier stands in the text as whole words, in any case.

    One of `before_figure` has to stand right before a figure; one of `lower_case` may have a capital only where a
    sentence begins.
    """
    plain = _as_compared(text)
    starts = {start for _, _, start in figures_with_offsets(plain, wording)}
    pattern = _qualifier_pattern(wording.qualifiers.get(qualifier, ()))
    return any(_means_it(found, wording) and (qualifier not in wording.before_figure or found.end() in starts)
               for found in pattern.finditer(plain))


def has_item(text: str, item: str, wording: Wording) -> bool:
    """Tell whether one of the wordings of what a fact lists stands in the text as whole words, in any case."""
    return bool(_qualifier_pattern(wording.items.get(item, ())).search(_as_compared(text)))


def behind_qualifier(text: str, qualifier: str, wording: Wording) -> list[str]:
    """Return for each wording of a qualifier in a text what stands behind it."""
    plain = _as_compared(text)
    return [plain[found.end():] for found in _qualifier_pattern(wording.qualifiers.get(qualifier, ())).finditer(plain)]


def _as_compared(text: str) -> str:
    return seen(text)[0].replace("’", "'")


def _means_it(found: re.Match[str], wording: Wording) -> bool:
    """Tell whether a word has no capital that makes it another word: the month of May."""
    word = found[1]
    is_otherwise = word.lower() in wording.lower_case and word.istitle()
    return not is_otherwise or bool(_BEGINNING.search(found.string[:found.start()]))


def negations_in(text: str, negation: Negation, fact: str) -> list[str]:
    """Return the words that reverse what a text about a fact says, but for the phrases that it may leave out."""
    flat = " ".join(seen(text)[0].split()).replace("’", "'")
    beside, negating = _negating_pattern(negation.optional.get(fact, ()), negation.words, negation.endings)
    return negating.findall(beside.sub("", flat))


@lru_cache(maxsize=256)
def _qualifier_pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    spaced = whole(wordings).replace(r"\ ", r"\s+")
    return re.compile(rf"({spaced})\s*", re.IGNORECASE)


@lru_cache(maxsize=256)
def _negating_pattern(
    optional: tuple[str, ...], words: tuple[str, ...], endings: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, behind = edges(endings)
    return (re.compile(whole(optional), re.IGNORECASE),
            re.compile(rf"{whole(words)}|{before}\w+(?:{any_of(endings)}){behind}", re.IGNORECASE))


@lru_cache(maxsize=16)
def _figure_pattern(
    ones: tuple[str, ...], units: tuple[str, ...], numbers: tuple[str, ...], has_ideographs: bool
) -> re.Pattern[str]:
    spelled, counted = any_of(numbers), whole(units)
    # One to two months, one or two months: a short word and another figure may stand before the unit.
    before_unit = rf"(?=(?:\s+\w{{1,3}}\s+(?:\d+|{spelled}))?[\s-]*(?:{counted}))"
    known = rf"(?>{whole(numbers)})"  # thirty-five is taken in one way, however often it follows itself
    before, behind = edges(ones)
    single = rf"(?<!-){before}(?:{any_of(ones)}){behind}{before_unit}" if ones else r"(?!)"
    written = rf"|{numerals.pattern(counted)}" if has_ideographs else ""
    return re.compile(rf"{_DIGITS}|(?<!-){known}(?:-{known})*+|{single}{written}", re.IGNORECASE)


def whole(words: Sequence[str], *, is_apart: bool = True) -> str:
    """Return a pattern for one of the words by itself, or inside a run of letters where no spaces part words.

    A mark behind it makes its last letter another one. `is_apart` False allows what touches it before: the 50 of 50%.
    """
    running = [word for word in words if word and is_running(word[0])]
    apart = [word for word in words if word and not is_running(word[0])]
    before, behind = edges(words)
    forms = [rf"{before if is_apart else ''}(?:{any_of(apart)}){behind}"] if apart else []
    forms += [rf"(?:{any_of(running)})(?!(?-i:[{MARKS}]))"] if running else []
    return "|".join(forms) or r"(?!)"


def any_of(words: Sequence[str]) -> str:
    """Return a pattern for one of the words, the longest first: `thirty-five` before `thirty`."""
    forms = (seen(word)[0] for word in sorted(words, key=lambda word: (-len(word), word)) if word)
    return "|".join(map(re.escape, forms)) or r"(?!)"


def _value(written: str, wording: Wording) -> str:
    """Return the digits: those written, those of the ledger of words, or the sum of a compound's (twenty-two)."""
    known = {seen(word)[0].lower(): value for word, value in wording.numbers.items()}
    word = written.lower()
    if word in known:
        return known[word]
    by_signs = numerals.value(_plain_digits(written, wording))
    if by_signs is not None:
        return by_signs
    parts = [known.get(part, "") for part in word.split("-")]
    if len(parts) > 1 and all(part.isdecimal() for part in parts):
        return str(sum(int(part) for part in parts))
    if written[0].isnumeric():
        return _SMALL_RUN.sub(_in_line, _plain_digits(written, wording))
    return "1"


def _plain_digits(written: str, wording: Wording) -> str:
    """Return a figure in the digits and with the signs of the ledger, whatever digits and signs a language has."""
    digits = written if written.isascii() else "".join(
        str(decimal(each)) if each.isdecimal() else each for each in written)
    return digits.translate(_PARTING[wording.decimal or "."])


def _in_line(run: re.Match[str]) -> str:
    """Return raised or lowered digits as a ledger writes them: ^9, ^-9, _9."""
    return ("_" if run[0][-1] in "₀₁₂₃₄₅₆₇₈₉" else "^") + normalize("NFKC", run[0]).replace("−", "-")


# --- what a reader sees ---


@lru_cache(maxsize=64)
def seen(text: str) -> tuple[str, range | tuple[int, ...]]:
    """Return the text as it is seen, and where each of its characters stands in what was given.

    A circled, raised or wide digit is the plain one; raised digits that belong to a sign (m²) stay raised.
    """
    if text.isascii() or (is_normalized("NFKC", text) and not UNSEEN.search(text) and not _DISCS.search(text)):
        return text, range(len(text))
    shown = [(place, character) for place, character in enumerate(text) if not UNSEEN.match(character)]
    told = [(place, each) for place, characters in _plain(shown) for each in characters]
    return "".join(each for _, each in told), tuple(place for place, _ in told)


def _plain(shown: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    text = "".join(character for _, character in shown)
    raised = {place for found in _PART_OF_SIGN.finditer(text) for place in range(*found.span())}
    for number, (place, character) in enumerate(shown):
        is_kept = character.isascii() or number in raised or _FRACTIONS.match(character)
        yield place, character if is_kept else _told(character)


def _told(character: str) -> str:
    """Return a character in plain form; a number in a disc (❺), which no form undoes, as its digits."""
    value = numeric(character, 0.5) if category(character) == "No" else 0.5
    return f"{value:.0f}" if value.is_integer() else normalize("NFKC", character)
