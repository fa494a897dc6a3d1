"""Writes a clinic's block into a plain text that was written once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.markup import imprint_block, plain
from pipeline.markup.imprint_block import Labelled, Labels
from pipeline.model.channel import TextLayout
from pipeline.model.imprint import Imprint
from pipeline.model.manuscript import Manuscript
from pipeline.model.slot import Line, Unfit
from pipeline.model.tokens import PlainText
from pipeline.model.tree import para

#: Stands where the block will stand; a character that no text holds (Unicode, private use).
_HERE = "\ue000"


@dataclass(frozen=True)
class Prepared:
    """A text without its clinic: what comes before and after, and how the words between are written."""

    before: str
    after: str
    labels: Labels
    look: PlainText
    layout: TextLayout | None

    def in_folder(self, _root: Path) -> "Prepared":
        """Return the same for a project's folder that was renamed since it was kept."""
        return self


def prepare(manuscript: Manuscript, render: Callable[[Manuscript], bytes], look: PlainText) -> Prepared:
    """Return the text ready for clinics; `render` writes it whole, in a look."""
    marked = imprint_block.with_block(manuscript, para([{"t": "Str", "c": _HERE}]))
    before, after = render(marked).decode().split(_HERE)
    return Prepared(before, after, manuscript.edition.language.labels, look, manuscript.edition.channel.text)


def stamp(base: Prepared, imprint: Imprint, _logo: bytes | None) -> bytes | tuple[Unfit, ...]:
    """Return the clinic's text, or why its imprint cannot be written so; a text shows no logo."""
    writer = plain.writer(base.look, base.layout, base.labels)
    block = imprint_block.block(imprint, Labelled(base.labels))
    words = "\n".join(line.rstrip() for line in writer.blocks([block], writer.look.columns))
    is_ascii = base.layout is not None and base.layout.charset == "ascii"
    strange = "" if words.isascii() or not is_ascii else words
    if writer.long_words or strange:
        return tuple(_unfits(imprint_block.lines_of(block), writer.long_words, strange))
    return f"{base.before}{words}{base.after}".encode()


def _unfits(said: Sequence[Line], long_words: Sequence[str], ascii_words: str) -> Iterator[Unfit]:
    """Yield words longer than a line, and letters that ASCII has no form for, with the field that they come from."""
    for word in map(str.strip, long_words):
        yield Unfit(_line(said, word).field, f"“{word}” is longer than a line", "write it shorter", word)
    for letter in dict.fromkeys(each for each in ascii_words if not each.isascii()):
        yield Unfit(_line(said, letter).field, f"“{letter}” (U+{ord(letter):04X}) has no form in ASCII",
                    "write it in other letters", _line(said, letter).text)


def _line(said: Sequence[Line], words: str) -> Line:
    return next((each for each in said if words in each.text), Line("name", ()))
