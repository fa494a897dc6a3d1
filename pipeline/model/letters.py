"""Which characters make up words, in any script: classes of regular expressions, from the properties of Unicode.

What Python takes for a word leaves out the marks of a letter (vowels of Hindi and Thai), and joins figures to the
letters beside them, which holds for PTPN11 and not for 最多50名.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from unicodedata import category, combining, east_asian_width, lookup, name, normalize

#: Scripts that write no spaces between words, by the first word of their letters' names, beside Chinese and Japanese.
UNSPACED = frozenset({"THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "JAVANESE", "BALINESE", "TAI", "NEW"})
#: What ends a sentence (Unicode: Sentence_Terminal, as far as languages of today use it).
STOPS = ".!?…。！？．｡؟۔।॥။።։"
#: Of these, the ones behind which no space stands.
WIDE_STOPS = "。！？．｡"
#: Where Unicode has letters with a capital, but for wide ones, which are told as narrow, and for scripts of the past.
_LETTERS = (range(0x41, 0x590), range(0x10A0, 0x1100), range(0x13A0, 0x1400), range(0x1C80, 0x2C00),
            range(0x2C00, 0x2E00), range(0xA640, 0xA800), range(0xAB30, 0xABC0), range(0x1E900, 0x1E950))
#: Where it has marks of scripts that are written today.
_MARKS = (range(0x300, 0x1E00), range(0x20D0, 0x2100), range(0x2CE0, 0x3100), range(0xA600, 0xAC00),
          range(0xFB00, 0xFE30), range(0x11080, 0x11500), range(0x1E000, 0x1E950))
#: Where scripts without spaces stand that are not wide.
_SOUTH_EAST = (range(0xE00, 0x10A0), range(0x1780, 0x1800), range(0x1950, 0x1C00), range(0xA980, 0xAAE0))


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = -2
    for code in codes:
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


def _class(codes: Iterable[int]) -> str:
    """Return the inside of a class of characters: `A-Za-z`."""
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in _ranges(codes))


def is_ideograph(character: str) -> bool:
    """Tell whether a character is of text that has no spaces between words: 最, ひ, the stop 。 among them."""
    return (east_asian_width(character) in "WF" and category(character)[0] in "LMP"
            and not name(character, "").startswith("HANGUL"))


#: Letters that come as capitals and small ones: digits behind them belong to a name (PTPN11, Δ9).
CASED = _class(code for code in chain(*_LETTERS) if category(chr(code)) in ("Lu", "Ll", "Lt"))
_MARK_CODES = [code for code in chain(*_MARKS) if category(chr(code))[0] == "M"]
#: Marks, which belong to the letter before them.
MARKS = _class(_MARK_CODES)
#: Ideographs and kana, by their blocks: a word is one of them or several, and no space tells.
IDEOGRAPHS = ("々-〇〡-〩〱-〵〸-〼ぁ-ゖゝ-ゟァ-ヺー-ヿㄅ-ㄯㆠ-ㆿㇰ-ㇿ\u3400-\u4dbf\u4e00-\ua48c\uf900-\ufad9"
              "\U00020000-\U0003fffd")
_SOUTH_EAST_CODES = [code for code in chain(*_SOUTH_EAST)
                     if category(chr(code))[0] in "LM" and name(chr(code)).split(" ")[0] in UNSPACED]
#: Letters of any script without spaces.
RUNNING = _class(_SOUTH_EAST_CODES) + IDEOGRAPHS
#: What a word is made of: `[...]+`.
OF_WORD = rf"\w{MARKS}"
#: Where a word of a script with spaces begins and ends: a letter of a script without them parts words, too.
#: Looking them through for capitals too would take a pattern that ignores these a hundred times as long.
_OTHER_BEFORE = rf"(?:(?<!(?-i:[{OF_WORD}]))|(?<=(?-i:[{RUNNING}])))"
_OTHER_BEHIND = rf"(?:(?!(?-i:[{OF_WORD}]))|(?=(?-i:[{RUNNING}])))"
_APART = rf"[^\W{RUNNING}]"
_MARK_APART = _class(sorted({*_MARK_CODES} - {*_SOUTH_EAST_CODES}))
#: Letters and digits that stand together: of scripts without spaces, all between two signs.
PIECE = rf"{_APART}+(?:[{_MARK_APART}]{_APART}*)*|[{RUNNING}]+"
_IDEOGRAPH = re.compile(rf"([{IDEOGRAPHS}][{MARKS}]*+)")
#: Where a figure follows a letter that is part of no name.
_FIGURE = re.compile(rf"(?<![\W\d_{CASED}])(?=\d)|(?<=[{MARKS}])(?=\d)")
#: Vowels of Thai and Lao that are written before the letter that they are spoken after (Logical_Order_Exception).
_SPOKEN_AFTER = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")
#: Classes of marks (canonical combining class) that are letters: of most scripts of India, their sign of no vowel, two
#: vowels of Telugu, of Thai and of Lao.
_VOWELS = frozenset({0, 9, 84, 91, 103, 118})
_ONE_RUNNING = re.compile(rf"[{RUNNING}]")
#: Beyond Latin, Greek and Cyrillic letters, signs and punctuation.
_OTHER_WORDS = re.compile("[\u0300-\u036f\u0483-\u0489\u0590-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff"
                          "\u2e80-\U0010ffff]")


def has_other_words(text: str) -> bool:
    """Tell whether a text may hold marks, or letters without capitals: words that Python's patterns do not make up."""
    return not text.isascii() and _OTHER_WORDS.search(text) is not None


def edges(words: Iterable[str]) -> tuple[str, str]:
    """Return patterns for where one of these words begins and ends; those of words in Latin letters are simple."""
    return (_OTHER_BEFORE, _OTHER_BEHIND) if any(map(has_other_words, words)) else (r"(?<!\w)", r"(?!\w)")


def parted(text: str) -> str:
    """Return a text whose ideographs, and figures behind letters without capitals, are words of their own."""
    return _FIGURE.sub(" ", _IDEOGRAPH.sub(r" \1 ", text)) if has_other_words(text) else text


def has_ideographs(text: str) -> bool:
    """Tell whether a text holds ideographs or kana."""
    return not text.isascii() and _IDEOGRAPH.search(text) is not None


def in_order(text: str) -> tuple[str, str]:
    """Return a key to sort words by: by their letters first, then by marks and capitals (the levels of UTS #10).

    The letters of each script are in the order of Unicode, which is that of most alphabets; no language has its own.
    Vowels that are written as marks are letters, behind the one that they are spoken after; accents and tones are not.
    """
    letters = _SPOKEN_AFTER.sub(r"\2\1", normalize("NFD", text.casefold()))
    return "".join(_letter(each) for each in letters if combining(each) in _VOWELS), text


def _letter(character: str) -> str:
    """Return a letter without what is drawn through it, such as a stroke: Unicode takes only accents off."""
    base, drawn, _ = name(character, "").partition(" WITH ")
    try:
        return lookup(base) if drawn and character.upper() != character else character
    except KeyError:
        return character


def is_running(character: str) -> bool:
    """Tell whether a character is a letter of a script without spaces."""
    return _ONE_RUNNING.match(character) is not None
