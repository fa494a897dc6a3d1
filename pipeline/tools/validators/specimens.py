"""Cuts lines out of a finished PDF as a person sees them: few, but with every letter of every font in them.

Tesseract reads them back, as a person does: by the shapes alone.
"""

import ctypes
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pipeline.model.failure import MissingTool, ToolFailed
from pipeline.model.legibility import Glyph
from pipeline.model.limits import EXAMINING
from pipeline.tools.keeping import bounded, scratch
from pipeline.tools.later import Later
from pipeline.tools.reading import pdf_text
from pipeline.tools.words import locales

ImageOps = Later("PIL.ImageOps")
ImageStat = Later("PIL.ImageStat")
pypdfium2 = Later("pypdfium2")
raw = Later("pypdfium2.raw")
#: How often each glyph is looked at, where the file shows it so often.
_OFTEN = 3
#: What is smaller than this share of its line is raised or lowered, and no reading engine knows it beside others.
_LEAST_OF_LINE = 0.85
#: A line with fewer letters than this is a mark of a list or a folio, which no reading engine knows as text.
_SHORTEST = 5
_MARGIN_PT = 1.5
#: Language of a product -> Tesseract's name of it, where Debian packages its data as tesseract-ocr-<name>; and others
#: by their script, of which no English data know a letter.
_LANGUAGES = {"en": "eng", "es": "spa", "fr": "fra", "de": "deu", "pt": "por", "vi": "vie", "ar": "ara", "hi": "hin",
              "th": "tha", "ko": "kor", "ja": "jpn", "ru": "rus", "uk": "ukr", "he": "heb", "fa": "fas", "ur": "urd"}
_SCRIPTS = {"Hans": "chi_sim", "Hant": "chi_tra", "Arab": "script-arab", "Cyrl": "script-cyrl", "Deva": "script-deva"}
#: One line a picture; no dictionary, which would mend what was printed wrong.
_OPTIONS = ("--psm", "7", "-c", "load_system_dawg=0", "-c", "load_freq_dawg=0")


@dataclass(frozen=True)
class Specimen:
    """One line of a page: its letters and figures with their fonts, without spaces, and its box in points."""

    page: int
    glyphs: tuple[Glyph, ...]
    box: tuple[float, float, float, float]

    @property
    def text(self) -> str:
        """Return the letters as the file says them."""
        return "".join(letter for letter, _ in self.glyphs)


def choose(content: bytes) -> list[Specimen]:
    """Return lines that show each letter and figure of each font several times. Raises ToolFailed for no PDF."""
    with pdf_text.opened(content) as pdf:
        return _cover([line for number, page in enumerate(pdf, 1) for line in _lines(page, number)])


def pictures(content: bytes, specimens: list[Specimen], height_px: int) -> Iterator[bytes]:
    """Yield each line as a PNG: dark on light, so many pixels high, with white around it."""
    with pdf_text.opened(content) as pdf:
        for each in specimens:
            yield _picture(pdf[each.page - 1], each, height_px)


def _cover(lines: list[Specimen]) -> list[Specimen]:
    """Return lines, each time the one that shows most of what was not seen often enough."""
    there = Counter(glyph for line in lines for glyph in line.glyphs)
    wanted = Counter({glyph: min(count, _OFTEN) for glyph, count in there.items()})
    counts = [Counter(line.glyphs) for line in lines]
    chosen: list[Specimen] = []
    while wanted:
        gains = [sum(min(count, wanted.get(glyph, 0)) for glyph, count in each.items()) for each in counts]
        best = max(range(len(lines)), key=gains.__getitem__)
        chosen.append(lines[best])
        wanted -= counts[best]
        counts[best] = Counter()
    return chosen


def _lines(page: Any, number: int) -> Iterator[Specimen]:
    text = page.get_textpage()
    names: dict[int, str] = {}
    for letters in pdf_text.letters(text):
        sizes = [raw.FPDFText_GetFontSize(text, index) for letter, index in letters if letter.isalnum()]
        run = [((letter, _font(raw.FPDFText_GetTextObject(text, index), names)), index)
               for letter, index in letters if letter.isalnum()
               and raw.FPDFText_GetFontSize(text, index) > _LEAST_OF_LINE * max(sizes)]
        yield from _specimen(run, text, page, number)


def _specimen(run: list[tuple[Glyph, int]], text: Any, page: Any, number: int) -> Iterator[Specimen]:
    if len(run) < _SHORTEST:
        return
    boxes = [text.get_charbox(index) for _, index in run]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    trim = page.get_trimbox()
    if trim[0] < left and trim[1] < bottom and right < trim[2] and top < trim[3]:
        yield Specimen(number, tuple(glyph for glyph, _ in run), (left, bottom, right, top))


def _font(thing: Any, names: dict[int, str]) -> str:
    """Return the PostScript name of the font of a text object; `names` keeps those known by their address."""
    font = raw.FPDFTextObj_GetFont(thing)
    address = ctypes.cast(font, ctypes.c_void_p).value or 0
    if address not in names:
        names[address] = pypdfium2.PdfFont(font).get_base_name() if address else ""
    return names[address]


def _picture(page: Any, specimen: Specimen, height_px: int) -> bytes:
    left, bottom, right, top = specimen.box
    x, y, far, high = page.get_mediabox()
    scale = height_px / (top - bottom)
    crop = (left - x - _MARGIN_PT, bottom - y - _MARGIN_PT, far - right - _MARGIN_PT, high - top - _MARGIN_PT)
    picture = page.render(scale=scale, crop=tuple(max(0, side) for side in crop), grayscale=True).to_pil()
    if ImageStat.Stat(picture).median[0] < 128:
        picture = ImageOps.invert(picture)
    out = BytesIO()
    ImageOps.expand(ImageOps.autocontrast(picture), border=height_px // 2, fill=255).save(out, "PNG")
    return out.getvalue()


# --- reading back ---


def is_installed() -> bool:
    """Tell whether Tesseract is there."""
    return shutil.which("tesseract") is not None


def read_lines(pictures: Iterable[bytes], language: str) -> list[str]:
    """Return the text of each picture, which holds one line.

    Raises MissingTool where Tesseract or the language is not installed, ToolFailed, quoting it, where it gives up.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise MissingTool("Tesseract is not installed, so no page can be read by its looks; run:\n"
                          "    sudo apt-get install tesseract-ocr")
    written = locales.writing(language)
    script = written.script if written else "Latn"
    name = _LANGUAGES.get(language.partition("-")[0]) or _SCRIPTS.get(script) or "eng"
    if name == "eng" and script != "Latn":
        raise MissingTool(f"no data of Tesseract are known here for {language}, so nobody has read its letters")
    files = {f"{number}.png": picture for number, picture in enumerate(pictures)}
    listed = "".join(f"{path}\n" for path in files).encode()
    with scratch.holding({**files, "pictures.txt": listed}) as folder:
        # threads of its own cost more than they save on pictures of one line
        done = bounded.run([program, "pictures.txt", "-", "-l", name, *_OPTIONS], EXAMINING, name="Tesseract",
                           folder=folder, environment={**os.environ, "OMP_THREAD_LIMIT": "1"})
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()
        if "loading tessdata" in words or "loading language" in words:
            raise MissingTool(f"Tesseract does not know {language}; run:\n"
                              f"    sudo apt-get install tesseract-ocr-{name.replace('_', '-')}")
        raise ToolFailed(f"Tesseract gave no text: {words}")
    return [page.strip() for page in done.stdout.decode(errors="replace").split("\f")][:len(files)]
