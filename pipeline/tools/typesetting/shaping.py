"""Sets words in a font with HarfBuzz, the library under Pango too, so that a line comes out as WeasyPrint sets it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz

#: Pango counts in 1024ths of a pixel.
_UNITS = 1024
_PX_PER_PT = 96 / 72
#: Tables that only shaping needs.
_SHAPING = (b"GPOS", b"GSUB", b"GDEF", b"BASE", b"DSIG")


@dataclass(frozen=True)
class Shaped:
    """The glyphs of a text: their numbers in the font, their advances, the letter that each comes from.

    `moved` holds the places of those that stand elsewhere than on the line.
    """

    numbers: tuple[int, ...]
    advances: tuple[int, ...]
    letters: tuple[int, ...]
    moved: tuple[int, ...]


class Font:
    """A font file at one size in points, for one language; `advance` and `shape` count in units of Pango."""

    def __init__(self, file: Path, size: float, language: str) -> None:
        self._face, self._language = _face(file), language
        self._font = uharfbuzz.Font(self._face)
        self.scale = int(size * _PX_PER_PT * _UNITS)
        self._font.scale = (self.scale, self.scale)

    @property
    def size(self) -> float:
        """Return the size in points as Pango rounds it."""
        return self.scale / _UNITS / _PX_PER_PT

    def points(self, units: int) -> float:
        """Return a length in points."""
        return units / _UNITS / _PX_PER_PT

    @lru_cache(maxsize=4096)  # noqa: B019 - fonts live as long as the process; labels and hours come again and again
    def shape(self, text: str) -> Shaped:
        """Return the glyphs of a text, ligatures and kerning done."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self._language
        uharfbuzz.shape(self._font, buffer)
        infos, places = buffer.glyph_infos, buffer.glyph_positions
        return Shaped(tuple(each.codepoint for each in infos), tuple(each.x_advance for each in places),
                      tuple(each.cluster for each in infos),
                      tuple(index for index, each in enumerate(places) if each.x_offset or each.y_offset))

    def width(self, number: int) -> int:
        """Return the advance of a glyph in thousandths of the size, as a PDF lists it."""
        return round(int(self._font.get_glyph_h_advance(number)) * 1000 / self.scale)

    def subset(self, glyphs: list[int]) -> bytes:
        """Return the font file with these glyphs alone, under their numbers, without what only shaping needs."""
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NO_HINTING
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _SHAPING)
        program: bytes = uharfbuzz.subset(self._face, wanted).blob.data
        return program


@lru_cache(maxsize=8)
def font(file: Path, size: float, language: str) -> Font:
    """Return a font, opened once."""
    return Font(file, size, language)


@lru_cache(maxsize=4)
def _face(file: Path) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
