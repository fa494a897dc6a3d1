"""Plants faults in what a product says, chosen by a seeded die: figures, negations, qualifiers, order, shapes."""

import io
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from pipeline.model import parity
from pipeline.model.manuscript import Manuscript, Section
from pipeline.model.tree import rewrite, walk
from pipeline.readback import told
from tests import ebook

#: The number of a word -> what stands in its place; empty where it was dropped.
Plant = dict[int, str]
_OTHER_UNIT = {"hour": "day", "day": "week", "week": "month", "month": "year", "year": "month", "percent": "years",
               "hours": "days", "days": "weeks", "weeks": "months", "months": "years", "years": "months"}
_NEGATIONS = {"not": "", "no": "", "cannot": "can", "without": "with", "never": ""}


def figure(words: Sequence[str], die: random.Random, _manuscript: Manuscript) -> Plant:
    """Return one digit of a figure as another."""
    spots = [(number, index) for number, word in enumerate(words) if not re.search(r"[A-Za-z/]", word)
             for index, letter in enumerate(word) if letter.isdigit() and not re.fullmatch(r"\W*\d+\.", word)]
    number, index = die.choice(spots)
    word = words[number]
    other = die.choice([digit for digit in "0123456789" if digit != word[index]])
    return {number: word[:index] + other + word[index + 1:]}


def unit(words: Sequence[str], die: random.Random, _manuscript: Manuscript) -> Plant:
    """Return a unit behind a figure as another unit."""
    spots = []
    for number, word in enumerate(words):
        bare = re.split(r"[\s\u00a0]", word)[-1].strip(".,;)")
        is_counted = bool(re.match(r"\d", word)) or (number > 0 and bool(re.search(r"\d[,.]?$", words[number - 1])))
        if bare in _OTHER_UNIT and is_counted:
            spots.append((number, bare))
    number, bare = die.choice(spots)
    return {number: words[number].replace(bare, _OTHER_UNIT[bare])}


def negation(words: Sequence[str], die: random.Random, _manuscript: Manuscript) -> Plant:
    """Return a sentence without its “not”."""
    number = die.choice([number for number, word in enumerate(words) if word.lower() in _NEGATIONS])
    return {number: _NEGATIONS[words[number].lower()]}


def exchange(words: Sequence[str], die: random.Random, _manuscript: Manuscript) -> Plant:
    """Return the two ends of a range exchanged: 40 to 35."""
    ranges = [(number, re.match(r"\d+", words[number + 2])) for number in range(len(words) - 2)
              if words[number + 1] == "to" and words[number].isdigit()]
    number, high = die.choice([(number, high[0]) for number, high in ranges if high])
    return {number: high, number + 2: words[number + 2].replace(high, words[number], 1)}


def qualifier(words: Sequence[str], die: random.Random, manuscript: Manuscript) -> Plant:
    """Return a sentence that states a fact without one of the qualifiers of that fact."""
    edition, spoken = manuscript.edition, [(word, n) for n, each in enumerate(words) for word in parity.words_of(each)]
    spots = []
    for sentence in told.sentences(manuscript):
        names = {name for fact in sentence.facts for name in edition.facts[fact].qualifiers}
        wordings = [each for name in sorted(names) for each in edition.language.wording.qualifiers[name]]
        spots += [(sentence.words, each) for each in map(parity.words_of, wordings)
                  if _find(each, sentence.words) is not None]
    while True:
        sentence_words, wording = die.choice(spots)
        begin = _find(sentence_words, [word for word, _ in spoken])
        if begin is not None:
            start = begin + (_find(wording, sentence_words) or 0)
            return {number: "" for _, number in spoken[start:start + len(wording)]}


def _find(wanted: Sequence[str], words: Sequence[str]) -> int | None:
    size = len(wanted)
    return next((n for n in range(len(words) - size + 1) if tuple(words[n:n + size]) == tuple(wanted)), None)


def extra(words: Sequence[str], die: random.Random, _manuscript: Manuscript) -> Plant:
    """Return a sentence that nobody wrote behind one that somebody did."""
    number = die.choice([number for number, word in enumerate(words) if re.fullmatch(r"[a-z]{4,}\.", word)])
    return {number: f"{words[number]} Nobody wrote that."}


def order(words: Sequence[str], die: random.Random, _manuscript: Manuscript) -> Plant:
    """Return two sentences that follow each other, exchanged."""
    ends = [number for number, word in enumerate(words) if re.fullmatch(r"[a-z]{3,}\.", word)]
    spots = [(one, two, three) for one, two, three in zip(ends, ends[1:], ends[2:], strict=False)
             if 4 < two - one < 25 and 4 < three - two < 25
             and all(re.search(r"\w", word) for word in words[one:three])]
    one, two, three = die.choice(spots)
    moved = [*words[two + 1:three + 1], *words[one + 1:two + 1]]
    return dict(zip(range(one + 1, three + 1), moved, strict=True))


# --- where words stand ---


def words_of(manuscript: Manuscript) -> list[str]:
    """Return the words of the topics of a manuscript, as their elements hold them."""
    found: list[str] = []
    with_words(manuscript, lambda _, word: found.append(word))
    return found


def doctored(manuscript: Manuscript, plant: Plant) -> Manuscript:
    """Return the manuscript with other words; its fields are as they were."""
    return with_words(manuscript, plant.get)


def with_words(manuscript: Manuscript, change: Callable[[int, str], Any]) -> Manuscript:
    """Return the manuscript with each word of its topics that `change` gives another for; not of what pictures say."""
    numbers = iter(range(10 ** 6))
    pictures = [each for section in manuscript.sections for each in walk(section.blocks) if each["t"] == "Image"]
    unseen = {id(word) for picture in pictures for word in walk(picture["c"][1])}

    def spoken(element: dict[str, Any]) -> list[dict[str, Any]] | None:
        if id(element) in unseen:
            return None
        number = next(numbers)
        new = change(number, element["c"])
        return None if new is None else [{**element, "c": new}]

    def changed(each: Section) -> Section:
        return replace(each, blocks=rewrite(each.blocks, spoken, ("Str",))) if each.kind == "topic" else each

    sections = tuple(map(changed, manuscript.sections))
    return Manuscript(manuscript.edition, sections)


def in_text(content: bytes) -> tuple[list[str], Callable[[Plant], bytes]]:
    """Return the words of a plain text, and a function that gives the text with a plant."""
    pieces = re.split(r"(\s+)", content.decode())
    return pieces[::2], lambda plant: "".join(
        plant.get(number // 2, piece) if number % 2 == 0 else piece for number, piece in enumerate(pieces)).encode()


def in_ebook(content: bytes) -> tuple[list[str], Callable[[Plant], bytes]]:
    """Return the words of the topics of an e-book, and a function that gives the book with a plant."""
    held = ebook.files(content)
    chapters = [path for path in held if b'class="topic"' in held[path]]
    pieces = [(path, piece) for path in chapters for piece in re.split(r"(<[^>]*>|\s+)", held[path].decode())]
    begin = {path: next(n for n, (own, piece) in enumerate(pieces) if own == path and piece.startswith("<h1"))
             for path in chapters}
    numbers = [number for number, (path, piece) in enumerate(pieces)
               if number > begin[path] and piece.strip() and not piece.startswith("<")]

    def planted(plant: Plant) -> bytes:
        new = {numbers[number]: word for number, word in plant.items()}
        text = {path: "".join(new.get(n, piece) for n, (own, piece) in enumerate(pieces) if own == path)
                for path in chapters}
        return ebook.packed(held | {path: words.encode() for path, words in text.items()})

    return [pieces[number][1] for number in numbers], planted


# --- shapes ---


def glyphs_of(content: bytes) -> list[tuple[str, str]]:
    """Return the letters and figures of each font of a PDF, as (end of the font's name, letter)."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sorted((str(font.BaseFont), letter) for font in _fonts(pdf) for letter in _numbers(font))


def with_exchanged(content: bytes, font_name: str, one: str, other: str) -> bytes:
    """Return the PDF with the shapes of two letters of a font exchanged; its text says what it said."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        font = next(each for each in _fonts(pdf) if str(each.BaseFont) == font_name)
        numbers = _numbers(font)
        stream = font.DescendantFonts[0].FontDescriptor.FontFile2
        drawn = TTFont(io.BytesIO(stream.read_bytes()))
        glyphs, names = drawn["glyf"], drawn.getGlyphOrder()
        first, second = names[numbers[one]], names[numbers[other]]
        glyphs[first], glyphs[second] = glyphs[second], glyphs[first]
        out = io.BytesIO()
        drawn.save(out)
        stream.write(out.getvalue())
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (each for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and "/DescendantFonts" in each)


def _numbers(font: Any) -> dict[str, int]:
    """Return the number of the shape of each letter, from the table that gives a file its text."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for code, text in re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>", table):
        found[chr(int(text, 16))] = int(code, 16)
    return {letter: number for letter, number in found.items() if letter.isalnum()}
