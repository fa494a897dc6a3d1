"""Makes what goes to the print shop beside a press file: the job ticket, twice, and a proof to look at."""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.markup import job_ticket, stylesheet
from pipeline.markup.localized import from_the_left
from pipeline.model import media_type
from pipeline.model.artifact import Artifact, Companion, Design, Verdict
from pipeline.model.channel import TRIM_SIZES_MM, Fold
from pipeline.model.fold import FoldedSheet
from pipeline.model.manuscript import Edition
from pipeline.tools.press import pdf_proof
from pipeline.tools.reading import pdf_file
from pipeline.tools.typesetting import fonts, typesetter

#: Style sheets of the job ticket, which a format that uses this module names among its own.
SHEETS = ("base", "job")
_VARIANT = "pdf/ua-1"
_PT_PER_MM = 72 / 25.4
#: Around each panel on the board.
_GAP_PT = 14.0


def companions(artifact: Artifact, design: Design, verdict: Verdict) -> Iterator[Companion]:
    """Yield `<stem>.job.json`, `<stem>.job.pdf` and `<stem>-proof.pdf` of a press file."""
    press = artifact.press
    if press is None or artifact.manuscript is None:
        return
    edition = artifact.manuscript.edition
    output = PurePosixPath(edition.output)
    data = job_ticket.ticket(artifact, press, pdf_file.read(artifact.content), verdict)
    told = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
    yield Companion(str(output.with_suffix(".job.json")), media_type.JSON, told.encode(), reader="")
    page = _ticket_page(job_ticket.page(data, edition), edition, from_the_left(design))
    yield Companion(str(output.with_suffix(".job.pdf")), media_type.PDF, page, "", 1)
    fold = edition.channel.fold
    board = _board(fold, edition.sheet) if fold and fold.style != "single" else None
    yield Companion(str(output.with_stem(f"{output.stem}-proof")), media_type.PDF,
                    pdf_proof.make(artifact.content, design.root / press.profile, board),
                    "folded-proof" if board else "pdf", data["pages"] + (1 if board else 0))


def _ticket_page(html: str, edition: Edition, design: Design) -> bytes:
    width, height = TRIM_SIZES_MM["letter" if _is_american(edition) else "a4"]
    css = (stylesheet.print_stylesheet(design, "srgb", "handout", *SHEETS), f"@page {{ size: {width}mm {height}mm }}")
    laid_out = typesetter.lay_out(html, css, fonts.faces(design), cache=design.cache, variant=_VARIANT)
    return typesetter.write_pdf(laid_out, variant=_VARIANT, identifier=f"{edition.id}/job").content


def _is_american(edition: Edition) -> bool:
    channel = edition.channel
    sheet = channel.fold or channel.page
    return sheet is not None and sheet.size in ("letter", "half-letter", "tabloid")


def _board(fold: Fold, sheet: FoldedSheet) -> pdf_proof.Board:
    """Return where each panel stands on the board: in reading order, in two rows from the top."""
    shown = [(page, side.face(panel.name, panel.to or panel.name)) for panel in fold.panels
             for page, side in enumerate(fold.printed(sheet), 1) if panel.name in {face.name for face in side.faces}]
    in_a_row = -(-len(shown) // 2)
    widest = max(face.width_mm for _, face in shown) * _PT_PER_MM
    height, rows = sheet.height_mm * _PT_PER_MM, -(-len(shown) // in_a_row)
    tiles = []
    for index, (page, face) in enumerate(shown):
        row, column = divmod(index, in_a_row)
        left, right = face.left_mm * _PT_PER_MM, (face.left_mm + face.width_mm) * _PT_PER_MM
        tiles.append(pdf_proof.Tile(page, (left, 0, right, height), _GAP_PT + column * (widest + _GAP_PT),
                                    _GAP_PT + (rows - 1 - row) * (height + _GAP_PT)))
    return pdf_proof.Board(in_a_row * widest + (in_a_row + 1) * _GAP_PT, rows * height + (rows + 1) * _GAP_PT,
                           tuple(tiles))
