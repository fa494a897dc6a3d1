"""Sets words in a font with HarfBuzz, the library under Pango, so that a line comes out as WeasyPrint sets it.

The library is there wherever WeasyPrint runs; called by itself it costs no import of WeasyPrint.
"""

import ctypes
import struct
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.model.failure import MissingTool

#: Pango counts in 1024ths of a pixel.
_UNITS = 1024
_PX_PER_PT = 96 / 72


#: hb_glyph_info_t and hb_glyph_position_t: five numbers of 32 bits each.
_FIELDS, _RECORD = 5, 20


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
        self._library = _library()
        self._face = _face(file)
        self._font = self._library.hb_font_create(self._face)
        self.scale = int(size * _PX_PER_PT * _UNITS)
        self._library.hb_font_set_scale(self._font, self.scale, self.scale)
        self._buffer = self._library.hb_buffer_create()
        self._language = self._library.hb_language_from_string(language.encode(), -1)

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
        library, buffer = self._library, self._buffer
        library.hb_buffer_reset(buffer)
        library.hb_buffer_add_utf32(buffer, text.encode("utf-32-le"), len(text), 0, len(text))
        library.hb_buffer_guess_segment_properties(buffer)
        library.hb_buffer_set_language(buffer, self._language)
        library.hb_shape(self._font, buffer, None, 0)
        length = ctypes.c_uint(0)
        infos = library.hb_buffer_get_glyph_infos(buffer, ctypes.byref(length))
        places = library.hb_buffer_get_glyph_positions(buffer, ctypes.byref(length))
        count = length.value
        info = struct.unpack(f"={count * _FIELDS}I", ctypes.string_at(infos, count * _RECORD))
        place = struct.unpack(f"={count * _FIELDS}i", ctypes.string_at(places, count * _RECORD))
        offsets = enumerate(zip(place[2::_FIELDS], place[3::_FIELDS], strict=True))
        return Shaped(info[::_FIELDS], place[::_FIELDS], info[2::_FIELDS],
                      tuple(index for index, (across, up) in offsets if across or up))

    def width(self, number: int) -> int:
        """Return the advance of a glyph in thousandths of the size, as a PDF lists it."""
        return round(int(self._library.hb_font_get_glyph_h_advance(self._font, number)) * 1000 / self.scale)

    @cached_property
    def subsetter(self) -> ctypes.CDLL:
        """Return HarfBuzz's library that cuts fonts."""
        return _loaded("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib")

    def subset(self, glyphs: list[int]) -> bytes:
        """Return the font file with these glyphs alone, under their numbers, without what only shaping needs."""
        library, cut = self._library, self.subsetter
        for name in ("hb_subset_input_create_or_fail", "hb_subset_input_glyph_set", "hb_subset_input_set",
                     "hb_subset_or_fail"):
            getattr(cut, name).restype = ctypes.c_void_p
        wanted = ctypes.c_void_p(cut.hb_subset_input_create_or_fail())
        numbers = ctypes.c_void_p(cut.hb_subset_input_glyph_set(wanted))
        for glyph in glyphs:
            library.hb_set_add(numbers, glyph)
        cut.hb_subset_input_set_flags(wanted, _RETAIN_NUMBERS | _NO_HINTING)
        dropped = ctypes.c_void_p(cut.hb_subset_input_set(wanted, _DROPPED_TABLES))
        for tag in (b"GPOS", b"GSUB", b"GDEF", b"BASE", b"DSIG"):
            library.hb_set_add(dropped, int.from_bytes(tag, "big"))
        face = ctypes.c_void_p(cut.hb_subset_or_fail(self._face, wanted))
        blob = ctypes.c_void_p(library.hb_face_reference_blob(face))
        length = ctypes.c_uint(0)
        data = library.hb_blob_get_data(blob, ctypes.byref(length))
        return ctypes.string_at(data, length.value)


#: Flags and sets of hb-subset.h: HB_SUBSET_FLAGS_NO_HINTING, _RETAIN_GIDS; HB_SUBSET_SETS_DROP_TABLE_TAG.
_NO_HINTING, _RETAIN_NUMBERS, _DROPPED_TABLES = 1, 2, 3


@lru_cache(maxsize=8)
def font(file: Path, size: float, language: str) -> Font:
    """Return a font, opened once."""
    return Font(file, size, language)


@lru_cache(maxsize=4)
def _face(file: Path) -> ctypes.c_void_p:
    library = _library()
    blob = ctypes.c_void_p(library.hb_blob_create_from_file(str(file).encode()))
    return ctypes.c_void_p(library.hb_face_create(blob, 0))


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    library = _loaded("libharfbuzz.so.0", "libharfbuzz.0.dylib")
    pointer = ctypes.c_void_p
    for name in ("hb_blob_create_from_file", "hb_face_create", "hb_buffer_create", "hb_language_from_string",
                 "hb_face_reference_blob", "hb_blob_get_data"):
        getattr(library, name).restype = pointer
    made = library.hb_font_create
    made.restype = _Pointer
    library.hb_buffer_create.restype = _Pointer
    library.hb_language_from_string.restype = _Pointer
    library.hb_buffer_get_glyph_infos.restype = pointer
    library.hb_buffer_get_glyph_positions.restype = pointer
    library.hb_shape.argtypes = (pointer, pointer, pointer, ctypes.c_uint)
    return library


class _Pointer(ctypes.c_void_p):
    """A pointer that stays one: ctypes turns plain ones into numbers that do not fit its arguments."""


def _loaded(*names: str) -> ctypes.CDLL:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise MissingTool(f"{names[0]} is missing; run:\n"
                      "    sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
