"""Writes the job ticket of a press file: what a print shop has to know, as data and as a page for its operator.

The ticket is for the shop, so it is in English whatever language the product speaks.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup.press_sheet import WRAP_MM
from pipeline.model.artifact import Artifact, Verdict
from pipeline.model.channel import Fold, Press
from pipeline.model.finding import Severity
from pipeline.model.fold import FoldedSheet, Side
from pipeline.model.manuscript import Edition
from pipeline.model.press_terms import terms_of
from pipeline.model.printed import Paint, PrintedFile
from pipeline.model.standing import slug_words
from pipeline.tools.keeping import digest

_MM_PER_INCH = 25.4
#: How wide one side of the sheet is drawn on the ticket.
_DRAWN_MM = 78.0
#: As high are the name of a panel and its width.
_TWO_LINES_MM = 10.0
#: Rounds the binary fractions of half a hundredth up, as people do (3.175 mm is 3.18).
_HALF_UP = 1e-9
_DIGEST_PIECE = 16


def ticket(artifact: Artifact, press: Press, printed: PrintedFile, verdict: Verdict) -> dict[str, Any]:
    """Return the ticket as JSON data: lengths in millimetres, inks in percent; the quantity is left open."""
    if artifact.manuscript is None:
        raise ValueError(f"{artifact.name} was written from no manuscript")
    edition = artifact.manuscript.edition
    return {
        "file": PurePosixPath(artifact.name).name,
        "sha256": digest.of_bytes(artifact.content),
        "bytes": len(artifact.content),
        "standard": printed.metadata.get("pdfxid:GTS_PDFXVersion", ""),
        "product": edition.channel.name,
        "publication": edition.identity.id,
        "version": edition.identity.version,
        "language": edition.language.tag,
        "review": slug_words(edition.standing),
        "pages": len(printed.pages),
        **_sizes(edition, press),
        "inks": ["cyan", "magenta", "yellow", "black"],
        "spot_colours": [],
        "condition": press.condition.model_dump(),
        "profile": PurePosixPath(press.profile).name,
        "ink_limit_percent": press.ink_limit_percent,
        "ink_highest": _highest(printed),
        "fonts": [{"name": font.name.partition("+")[2] or font.name, "embedded": font.is_embedded}
                  for font in printed.fonts],
        "paper": press.paper,
        "quantity": None,
        "preflight": _preflight(verdict),
    }


def page(data: dict[str, Any], edition: Edition) -> str:
    """Return the ticket as one HTML page, to be read in 20 seconds."""
    day = f"{edition.identity.published.isoformat()}T00:00:00Z"
    rows = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{said}</td></tr>' for name, said in _rows(data))
    pieces = (data["sha256"][at:at + _DIGEST_PIECE] for at in range(0, len(data["sha256"]), _DIGEST_PIECE))
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
            f"<title>Job ticket: {escape(data['file'])}</title>"
            f'<meta name="author" content={quoteattr(edition.identity.publisher)}/>'
            f'<meta name="dcterms.created" content={quoteattr(day)}/>'
            f'<meta name="dcterms.modified" content={quoteattr(day)}/>'
            f'</head><body><p class="kind">Job ticket</p><h1>{escape(data["product"])}</h1>'
            f'<p class="file">{escape(data["file"])}</p>{_sheet(data["fold"])}'
            f"<table><tbody>{rows}</tbody></table>"
            f'<p class="digest">SHA-256 of the file: {" ".join(pieces)}</p></body></html>')


# --- data ---


def _sizes(edition: Edition, press: Press) -> dict[str, Any]:
    channel, terms = edition.channel, terms_of(edition.channel)
    trim = terms.trim_mm if terms else None
    fold = _fold(edition.sheet) if channel.fold else None
    folded = fold["folded_mm"] if fold else None
    return {"trim_mm": list(trim) if trim else None, "folded_mm": folded, "bleed_mm": press.bleed_mm,
            "safe_mm": press.safe_mm, "wrap_mm": WRAP_MM if channel.fold is None or _wraps(channel.fold) else 0,
            "fold": fold, "binding": None if channel.fold else "saddle stitch",
            "read_from": "right" if edition.language.writing.is_right_to_left else "left"}


def _wraps(fold: Fold) -> bool:
    """Tell whether a cover stands beside another panel."""
    return any(len(side.faces) > 1 and any(face.name.startswith("cover") for face in side.faces) for side in fold.sides)


def _fold(sheet: FoldedSheet) -> dict[str, Any]:
    return {"style": sheet.style, "name": sheet.name, "how": sheet.how,
            "width_mm": sheet.width_mm, "height_mm": sheet.height_mm,
            "folded_mm": [round(length, 4) for length in sheet.folded_mm],
            "narrower": {"panels": list(sheet.tucked), "by_mm": round(sheet.narrower_mm, 4)},
            "sides": [_side(side, number) for number, side in enumerate(sheet.sides, 1)]}


def _side(side: Side, number: int) -> dict[str, Any]:
    return {"name": side.name, "page": number, "folds_mm": [round(fold, 4) for fold in side.folds_mm],
            "panels": [{"name": face.called, "left_mm": round(face.left_mm, 4), "width_mm": round(face.width_mm, 4)}
                       for face in side.faces]}


def _highest(printed: PrintedFile) -> dict[str, Any] | None:
    """Return the heaviest flat colour and where it is met; None for a file that paints none."""
    heaviest = max((paint for paint in printed.paints if paint.inks), key=_percent, default=None)
    if heaviest is None or heaviest.inks is None:
        return None
    return {"percent": _percent(heaviest), "inks_percent": [round(ink * 100) for ink in heaviest.inks],
            "page": heaviest.page, "at": printed.where(heaviest.page, heaviest.spot)}


def _percent(paint: Paint) -> int:
    return round(sum(paint.inks or ()) * 100)


def _preflight(verdict: Verdict) -> dict[str, Any]:
    count = {severity: sum(each.severity is severity for each in verdict.findings) for severity in Severity}
    return {"result": "failed" if count[Severity.ERROR] else "passed", "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING], "notes": count[Severity.NOTE], "checks": list(verdict.rules),
            "not_run": list(verdict.left)}


# --- the page ---


def _rows(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what the operator asks, in the order of the work, each answer as markup."""
    condition, preflight, highest = data["condition"], data["preflight"], data["ink_highest"]
    inks = "/".join(str(ink) for ink in highest["inks_percent"]) if highest else ""
    found = f", highest flat colour found {highest['percent']} % (page {highest['page']}, {inks})" if highest else ""
    fonts = ", ".join(escape(font["name"]) for font in data["fonts"])
    all_in = all(font["embedded"] for font in data["fonts"])
    told_beside = PurePosixPath(data["file"]).with_suffix(".job.json").name
    return [
        ("Quantity", '<span class="blank"></span>'),
        ("Paper", f"{escape(data['paper'])} (a suggestion)"),
        ("Trim size", f"{_size(data['trim_mm'])}{_flat(data)}"),
        *([("Folded size", _size(data["folded_mm"]))] if _is_folded(data) else []),
        ("Bleed, margin", f"bleed {_length(data['bleed_mm'])} mm on all sides; nothing that matters within"
                        f" {_length(data['safe_mm'])} mm of the trim{' and the folds' if _is_folded(data) else ''}"),
        ("Pages", _pages(data)),
        ("Finishing", _finishing(data)),
        ("Colours", f"<strong>{len(data['inks'])}/{len(data['inks'])}</strong>, {', '.join(data['inks'])};"
                    " no spot colour. Black text is black ink alone and overprints."),
        ("Condition", f"<strong>{escape(condition['identifier'])}</strong>, {escape(condition['name'])}"),
        ("Profile", f"{escape(data['profile'])}, embedded in the file ({escape(data['standard'])})"),
        ("Ink", f"limit {data['ink_limit_percent']} %{found}"),
        ("Fonts", f"{fonts}: {'all embedded' if all_in else 'not all embedded'}"),
        ("Preflight", f"<strong>{preflight['result']}</strong>: {_counted(preflight['errors'], 'error')},"
                      f" {_counted(preflight['warnings'], 'warning')}, {_counted(preflight['notes'], 'note')}"
                      f" in {len(preflight['checks'])} checks, which {escape(told_beside)} names."
                      f" <strong>Not run</strong> in the build: {_listed(preflight['not_run'])}."),
        ("Publication", f"{escape(data['publication'])} {escape(data['version'])},"
                        f" language {escape(data['language'])}, <strong>{escape(data['review'])}</strong>"),
    ]


def _is_folded(data: dict[str, Any]) -> bool:
    return data["fold"] is not None and data["fold"]["style"] != "single"


def _flat(data: dict[str, Any]) -> str:
    return ", the flat sheet" if _is_folded(data) else ", the finished size" if data["fold"] else ", of a page"


def _size(size_mm: Sequence[float]) -> str:
    width, height = size_mm
    return (f"<strong>{_length(width)} × {_length(height)} mm</strong>"
            f" ({_length(width / _MM_PER_INCH)} × {_length(height / _MM_PER_INCH)} in)")


def _pages(data: dict[str, Any]) -> str:
    if data["fold"]:
        return f"<strong>{data['pages']}</strong>, one for each side of the sheet, head to head"
    return f"<strong>{data['pages']}</strong>, single pages in reading order; the shop imposes"


def _finishing(data: dict[str, Any]) -> str:
    turned = " <strong>Read from the right</strong>: the spine is on the right." if data["read_from"] == "right" else ""
    return _finished(data) + turned


def _finished(data: dict[str, Any]) -> str:
    if not data["fold"]:
        return (f"<strong>{escape(data['binding'])}</strong>, {_counted(data['pages'] // 4, 'sheet')} of four pages,"
                f" folded once. {_wrapped(data)}")
    if not _is_folded(data):
        return "trimmed, not folded"
    outside, inside = data["fold"]["sides"]
    return (f"<strong>{escape(data['fold']['name'])}</strong> to {len(outside['panels'])} panels:"
            f" {escape(data['fold']['how'])}.{_narrower(data)}"
            f" Folds from the left: outside {_positions(outside)} mm, inside {_positions(inside)} mm. {_wrapped(data)}")


def _narrower(data: dict[str, Any]) -> str:
    narrower = data["fold"]["narrower"]
    if not narrower["panels"]:
        return ""
    widths = {each["name"]: each["width_mm"] for each in data["fold"]["sides"][0]["panels"]}
    named = ", ".join(f"{name} ({_length(widths[name])} mm)" for name in narrower["panels"])
    return f" Narrower by {_length(narrower['by_mm'])} mm, to lie inside: {named}."


def _wrapped(data: dict[str, Any]) -> str:
    return (f"The cover’s solid runs {_length(data['wrap_mm'])} mm round the fold onto the back."
            if data["wrap_mm"] else "")


def _listed(names: Sequence[str]) -> str:
    return escape(", ".join(names)) or "none"


def _positions(side: dict[str, Any]) -> str:
    return " and ".join(_length(fold) for fold in side["folds_mm"])


def _sheet(fold: dict[str, Any] | None) -> str:
    """Return a picture of both sides: panels with their names and widths, folds dashed."""
    if fold is None or fold["style"] == "single":
        return ""
    scale = _DRAWN_MM / fold["width_mm"]
    return f'<div class="sheet">{"".join(_drawn(side, fold["height_mm"], scale) for side in fold["sides"])}</div>'


def _drawn(side: dict[str, Any], height_mm: float, scale: float) -> str:
    height = height_mm * scale
    panels = "".join(
        f'<div class="drawn" style="width: {panel["width_mm"] * scale:.2f}mm; height: {height:.2f}mm;'
        f' padding-top: {max(height / 2 - _TWO_LINES_MM / 2, 0):.2f}mm">'
        f"{escape(panel['name'])}<br/>{_length(panel['width_mm'])} mm</div>" for panel in side["panels"])
    return (f'<div class="drawn-side"><p>Page {side["page"]}: <strong>{escape(side["name"])}</strong></p>'
            f'<div class="panels">{panels}</div></div>')


def _length(length: float) -> str:
    return f"{length + _HALF_UP:.2f}".rstrip("0").rstrip(".")


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
