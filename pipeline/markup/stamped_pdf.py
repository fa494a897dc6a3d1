"""Draws a clinic's block into the slot of a PDF that was laid out once, as the typesetter would have laid it out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from pipeline.markup import imprint_block, stylesheet
from pipeline.markup.imprint_block import PICTURES, QR, Labelled
from pipeline.markup.picture_file import data_uri, in_colours
from pipeline.model.artifact import Design, FontFaces
from pipeline.model.imprint import Imprint
from pipeline.model.manuscript import Manuscript
from pipeline.model.slot import Box, Line, Run, Slot, Unfit, tops, unfits
from pipeline.tools.keeping.environment import cache_folder
from pipeline.tools.pdf import pdf_base, pdf_tail
from pipeline.tools.pdf.pdf_tail import Block, Link, Tag, number
from pipeline.tools.pictures import qr_code
from pipeline.tools.press import overprint
from pipeline.tools.typesetting import block_fonts, fonts, shaping, typesetter
from pipeline.tools.typesetting.block_fonts import BlockFace

#: The thinnest side of a dark square that a camera reads off paper (0.4 mm).
_FINEST_MODULE_PT = 1.13
_PT_PER_PX = 0.75


@dataclass(frozen=True)
class Prepared:
    """A PDF with an empty slot and what it takes to fill it: plain data that serves thousands.

    `ink` sets the colour, `over` and `out` begin and end black text that prints over what lies under it. `design` and
    `profile` are there for logos.
    """

    pdf: pdf_base.Base
    slot: Slot
    faces: tuple[BlockFace, BlockFace]
    labels: Labelled
    language: str
    design: Design
    profile: Path | None
    ink: bytes
    over: bytes
    out: bytes

    def in_folder(self, root: Path) -> "Prepared":
        """Return the same for a project's folder that was renamed, or an environment, since it was kept."""
        former = self.design.root
        regular, bold = (replace(face, file=root / face.file.relative_to(former)) for face in self.faces)
        return replace(self, design=replace(self.design, root=root, cache=cache_folder()), faces=(regular, bold),
                       profile=root / self.profile.relative_to(former) if self.profile else None)


def prepare(
    content: bytes, slot: Slot, manuscript: Manuscript, design: Design, profile: Path | None = None
) -> Prepared:
    """Return a PDF whose slot is empty, ready to be filled; `profile` is that of the press, if it goes there."""
    language = manuscript.edition.language
    regular, bold, *_ = fonts.faces(design)
    faces = (block_fonts.block_face(regular[3], regular[0], language.tag),
             block_fonts.block_face(bold[3], f"{bold[0]}-Bold", language.tag))
    over, out = (overprint.BEGIN, overprint.END) if profile else (b"", b"")
    return Prepared(
        pdf_base.base(content, slot, faces, language.tag), slot, faces, imprint_block.labelled(manuscript.edition),
        language.tag, replace(design, css={}, figures={}, pictures={}), profile,
        stylesheet.ink(design, "cmyk" if profile else "srgb"), over, out)


def with_sample(manuscript: Manuscript) -> Manuscript:
    """Return the manuscript with sample lines where it says who hands it out."""
    return imprint_block.with_block(manuscript, imprint_block.sample())


def stamp(base: Prepared, imprint: Imprint, logo: bytes | None) -> bytes | tuple[Unfit, ...]:
    """Return the clinic's PDF, or why its imprint does not fit; `logo` is what the logo's file holds."""
    block = imprint_block.block(imprint, base.labels)
    lines, pictures = imprint_block.lines_of(block), imprint_block.pictures_of(block)
    code: qr_code.Squares | None = None
    faults: list[Unfit] = []
    if PICTURES[1] in pictures:
        code, faults = _code(pictures[PICTURES[1]][0], base.slot.qr)
    drawing = _Drawing(base)
    set_lines = [[drawing.shape(run, line) for run in line.runs] for line in lines]
    widths = [sum(each.width for each in runs) for runs in set_lines]
    slot = base.slot
    faults += [*drawing.unknown, *unfits(slot, lines, widths, logo=slot.logo if logo else None,
                                         qr=slot.qr if code else None)]
    if faults:
        return tuple(faults)
    for line, runs, top in zip(lines, set_lines, tops(slot, lines), strict=False):
        drawing.line(line, runs, top)
    form = _logo(base.design, logo, slot.logo, base.profile) if logo else None
    if form:
        drawing.logo(pictures[PICTURES[0]][1])
    if code:
        drawing.code(code, pictures[PICTURES[1]][1])
    return pdf_tail.stamp(base.pdf, Block(b"".join(drawing.operators), tuple(drawing.tags), form))


def _code(path: str, area: Box) -> tuple[qr_code.Squares | None, list[Unfit]]:
    """Return the QR code of a page, or that its address is too long for the room."""
    fix = "give a shorter address of the page"
    try:
        code = qr_code.squares(path.removeprefix(QR))
    except ValueError:
        return None, [Unfit("qr", "the address is too long for any QR code", fix)]
    if area.width / code.size < _FINEST_MODULE_PT:
        return code, [Unfit("qr", f"the address makes a QR code of {code.size} squares a side, too fine to read at"
                            f" {area.width * 25.4 / 72:.0f} mm", fix)]
    return code, []


@dataclass(frozen=True)
class _SetRun:
    """A run in glyphs: what shows them, how wide they are in points, whether they are bold, where they lead."""

    run: Run
    shows: bytes
    width: float


@dataclass
class _Drawing:
    """Gathers operators and tags of one block; marked content is counted from 0."""

    base: Prepared
    operators: list[bytes] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    unknown: list[Unfit] = field(default_factory=list)
    marks: int = 0

    def shape(self, run: Run, line: Line) -> _SetRun:
        """Return a run in glyphs; letters that the faces lack are noted."""
        face = self.base.faces[run.is_bold]
        font = shaping.font(face.file, self.base.slot.size, self.base.language)
        words = normalize("NFC", run.text)
        shaped = font.shape(words)
        if shaped.moved or not face.widths.keys() >= set(shaped.numbers):
            strange = [letter for index, (number, letter) in enumerate(zip(shaped.numbers, shaped.letters, strict=True))
                       if number not in face.widths or index in shaped.moved]
            self.unknown += [Unfit(line.field, f"“{line.text}” has “{words[each]}” (U+{ord(words[each]):04X}), which"
                                   " the typeface of this block does not show", "write it in Latin letters", line.text)
                             for each in strange]
            return _SetRun(run, b"", 0.0)
        return _SetRun(run, _shows(shaped, face, font), font.points(sum(shaped.advances)))

    def line(self, line: Line, runs: Sequence[_SetRun], top: float) -> None:
        """Draw one line with its tags."""
        slot = self.base.slot
        form = slot.ruled if line.is_ruled else slot.known
        left, kids = slot.frame.left, []
        for each in runs:
            self._text(each, left, top + form.baseline)
            kids.append(self._tag(each, Box(left, top, each.width, form.height)))
            left += each.width
        self.tags.append(Tag("P", (Tag("Span", tuple(kids)),) if line.is_ruled else tuple(kids)))
        if line.is_ruled:
            self._rule(left + slot.rule.gap, top + slot.rule.bottom)

    def _text(self, each: _SetRun, left: float, baseline: float) -> None:
        base = self.base
        face = pdf_base.BOLD if each.run.is_bold else pdf_base.REGULAR
        size = shaping.font(base.faces[each.run.is_bold].file, base.slot.size, base.language).size
        self._mark(b"/Span", b"%s%sBT\n/%s %s Tf\n1 0 0 -1 %s %s Tm\n%s\nET\n%s" % (
            base.ink, base.over, face.encode(), *map(_px, (size, left, baseline)), each.shows, base.out))

    def _tag(self, each: _SetRun, area: Box) -> Tag:
        """Return the tag of a run, as WeasyPrint tags it: a link holds its words itself, bold words are a span."""
        mark = self.marks - 1
        link = Link(each.run.target, _said(each.run), area) if each.run.target else None
        inner = Tag("Link", (mark,), link=link) if link else Tag("Span", (mark,))
        is_held = each.run.is_bold or each.run.language
        return Tag("Span", (inner,), language=each.run.language) if is_held else inner

    def logo(self, says: str) -> None:
        """Draw the logo at the lower left of its place."""
        area = self.base.slot.logo
        self._mark(b"/Figure", b"q %s 0 0 %s %s %s cm /%s Do Q\n" % (*map(_px, (
            1, -1, area.left, area.bottom)), pdf_base.LOGO.encode()))
        self._figure(says, area)

    def code(self, code: qr_code.Squares, says: str) -> None:
        """Draw the QR code as bars of one ink."""
        area = self.base.slot.qr
        bars = b"".join(b"%d %d %d 1 re\n" % (left, top, length) for left, top, length in code.bars)
        side = _px(area.width / code.size)
        self._mark(b"/Figure", b"q %s%s 0 0 %s %s %s cm\n%sf\nQ\n" % (
            self.base.ink, side, side, _px(area.left), _px(area.top), bars))
        self._figure(says, area)

    def _figure(self, says: str, area: Box) -> None:
        self.tags.append(Tag("Div", (Tag("Figure", (self.marks - 1,), alt=says, area=area),)))

    def _rule(self, start: float, bottom: float) -> None:
        """Draw a line to write on by WeasyPrint's own operators: viewers draw a plain rectangle thinner."""
        end, thickness = self.base.slot.frame.right, self.base.slot.rule.thickness
        left, right, above, below = map(_px, (start, end, bottom - thickness, bottom))
        width, height = _px(end - start), _px(thickness)
        drawn = b"q %s %s m %s %s l %s %s l %s %s l W* n\n%s%s %s %s 0 re %s %s %s %s re f*\nQ\n" % (
            right, below, left, below, left, above, right, above, self.base.ink,
            left, above, width, left, above, width, height)
        self.operators.append(b"/Artifact BMC\n%sEMC\n" % drawn if self.base.pdf.tags else drawn)

    def _mark(self, kind: bytes, drawn: bytes) -> None:
        """Draw something that has a tag."""
        if self.base.pdf.tags:
            first = self.base.pdf.tags.first_mark
            drawn = b"%s <</MCID %d>> BDC\n%sEMC\n" % (kind, first + self.marks, drawn)
        self.operators.append(drawn)
        self.marks += 1


def _px(points: float) -> bytes:
    """Return a length in the typesetter's own pixels, so that the same numbers make the same picture."""
    return number(points / _PT_PER_PX)


def _said(run: Run) -> str:
    """Return what is said of a link: a number by its digits, a page by its address."""
    return run.text if run.target.startswith("tel:") else run.target


def _shows(shaped: shaping.Shaped, face: BlockFace, font: shaping.Font) -> bytes:
    """Return the operator that shows glyphs, kerned by whole thousandths as WeasyPrint rounds them."""
    kernings = (int(face.widths[number] - advance * 1000 / font.scale)
                for number, advance in zip(shaped.numbers, shaped.advances, strict=True))
    pieces = "".join(f"{number:04x}>{kerning}<" if kerning else f"{number:04x}"
                     for number, kerning in zip(shaped.numbers, kernings, strict=True))
    return f"[<{pieces}>] TJ".replace("<>", "").encode()


# --- logos, drawn once however many products they go into ---


def _logo(design: Design, logo: bytes, area: Box, profile: Path | None) -> pdf_base.Form:
    """Return the logo as large as its place allows, at its lower left; with a profile, in CMYK."""
    media_type, content = in_colours(design, logo, profile)
    return _form(media_type, content, (area.width, area.height), fonts.faces(design), design.cache, profile)


@lru_cache(maxsize=64)
def _form(
    media_type: str, content: bytes, size: tuple[float, float], faces: FontFaces, cache: Path, profile: Path | None
) -> pdf_base.Form:
    """Return the drawing as the typesetter makes it, on a page of its own."""
    width, height = size
    html = ('<html lang="en"><head><title>.</title></head><body>'
            f'<img src="{data_uri(media_type, content)}" alt=""/></body></html>')
    css = (f"@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }}"
           f" img {{ display: block; width: {width}pt; height: {height}pt; object-fit: contain;"
           " object-position: left bottom }")
    variant = "pdf/x-4" if profile else "pdf/a-2b"
    laid_out = typesetter.lay_out(html, css, faces, cache=cache, profile=profile, variant=variant)
    return pdf_base.form(typesetter.write_pdf(laid_out, variant=variant, identifier="logo", profile=profile).content)
