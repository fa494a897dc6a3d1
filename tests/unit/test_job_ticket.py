"""The job ticket: all that a print shop asks, true to the file, on one page, the same every day."""

import hashlib
import json
import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from pipeline import checks
from pipeline.markup import job_ticket
from pipeline.model.artifact import Verdict
from pipeline.model.failure import MissingTool
from pipeline.model.finding import Findings, Place, note, warning
from pipeline.model.printed import PrintedFile
from pipeline.tools.reading import pdf_file
from tests import press

LETTER, A4 = "jmml-brochure-letter-press", "jmml-brochure-a4-press"


def told(channel: str = LETTER) -> dict[str, Any]:
    return dict(json.loads(press.companions(channel)[".job.json"].content))


def words(channel: str = LETTER) -> str:
    """Return the text of the page that a person reads."""
    with pypdfium2.PdfDocument(press.companions(channel)[".job.pdf"].content) as pdf:
        assert len(pdf) == 1
        return re.sub(r"\s+", " ", pdf[0].get_textpage().get_text_bounded())


def ticket_of(printed: PrintedFile, verdict: Verdict) -> dict[str, Any]:
    artifact = press.artifact()
    assert artifact.press is not None
    return job_ticket.ticket(artifact, artifact.press, printed, verdict)


def test_the_ticket_names_its_file_by_digest() -> None:
    content = press.rendering().content
    assert told()["file"] == "jmml-brochure-letter-press.pdf"
    assert told()["sha256"] == hashlib.sha256(content).hexdigest()
    assert told()["bytes"] == len(content)


def test_sizes_and_folds_are_those_of_the_sheet() -> None:
    letter, a4 = told(), told(A4)
    assert (letter["trim_mm"], letter["bleed_mm"]) == ([279.4, 215.9], 3.175)
    assert (a4["trim_mm"], a4["bleed_mm"], a4["safe_mm"]) == ([297.0, 210.0], 3.0, 5.0)
    assert [side["folds_mm"] for side in a4["fold"]["sides"]] == [[97.0, 197.0], [100.0, 200.0]]
    for ticket in (letter, a4):
        outside, inside = (side["folds_mm"] for side in ticket["fold"]["sides"])
        mirrored = [ticket["trim_mm"][0] - fold for fold in reversed(inside)]
        assert outside == pytest.approx(mirrored, abs=0.001)
        assert min(ticket["fold"]["sides"][0]["panels"], key=lambda each: each["width_mm"])["name"] == "flap"
        assert ticket["fold"]["narrower"]["panels"] == ["flap"]
    assert (a4["folded_mm"], a4["fold"]["narrower"]["by_mm"]) == ([100.0, 210.0], 3.0)


def test_the_highest_ink_is_the_heaviest_colour_of_the_file() -> None:
    printed = pdf_file.read(press.rendering().content)
    heaviest = max(round(sum(paint.inks) * 100) for paint in printed.paints if paint.inks)
    assert told()["ink_highest"]["percent"] == heaviest == 215
    assert told()["ink_highest"]["page"] == 1
    assert heaviest <= told()["ink_limit_percent"]


def test_fonts_condition_and_profile_are_told() -> None:
    assert told()["fonts"] == [{"name": "FiraGO-Bold", "embedded": True}, {"name": "FiraGO", "embedded": True}]
    assert told()["condition"]["identifier"] == "FOGRA39"
    assert told()["profile"] == "FOGRA39L_coated.icc"
    assert told()["standard"] == "PDF/X-4"


def test_quantity_is_left_open_and_paper_is_the_channels() -> None:
    assert told()["quantity"] is None
    assert told()["paper"] == "coated, silk, 130 to 150 g/m²"


def test_preflight_counts_what_was_found_and_names_what_ran() -> None:
    place = Place("build/x.pdf")
    found = (warning(place, "a"), note(place, "b"), note(place, "c"))
    verdict = Verdict(("ink-limit", "press-boxes"), found, ("verapdf",))
    ticket = ticket_of(pdf_file.read(press.rendering().content), verdict)
    assert ticket["preflight"] == {"result": "passed", "errors": 0, "warnings": 1, "notes": 2,
                                   "checks": ["ink-limit", "press-boxes"], "not_run": ["verapdf"]}
    assert {"ink-limit", "press-boxes", "press-colour"} <= set(told()["preflight"]["checks"])


def test_the_ticket_names_each_check_that_ran_and_each_that_did_not() -> None:
    ran, left = (set(told()["preflight"][key]) for key in ("checks", "not_run"))
    assert ran | left == set(checks.rules_for("artifact", press.artifact(), "full"))
    assert not ran & left
    assert {"bleed-not-inked", "ink-limit-raster"} <= left
    said = re.sub(r"\W", "", words())
    assert [rule for rule in left if rule.replace("-", "") not in said] == []


def test_a_check_that_could_not_look_is_not_counted_as_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(_: object) -> Findings:
        raise MissingTool("run: make setup")

    real = checks.checks_of("press")
    monkeypatch.setattr(checks, "checks_of", lambda subject: tuple(
        replace(each, examine=blind) if each.rule == "ink-limit" else each for each in real)
        if subject == "press" else ())
    verdict = checks.verdict(press.artifact())
    assert "ink-limit" not in verdict.rules
    assert "ink-limit" in verdict.left


def test_words_and_sizes_are_those_of_the_terms() -> None:
    terms, ticket = press.artifact().terms, told(A4)
    assert terms is not None
    assert told()["trim_mm"] == list(terms.trim_mm or ())
    for wanted in ("Trim size 297 × 210 mm", "the flat sheet", "Folded size 100 × 210 mm", "flap (97 mm)",
                   "runs 1 mm round the fold"):
        assert wanted in words(A4)
    assert ticket["wrap_mm"] == 1.0


def test_the_solid_of_the_cover_runs_round_the_fold() -> None:
    with pypdfium2.PdfDocument(press.rendering().content) as pdf:
        page = pdf[0]
        left = page.get_trimbox()[0] - page.get_mediabox()[0]
        seen = page.render(scale=4).to_pil().convert("L")
    fold, middle = told()["fold"]["sides"][0]["folds_mm"][1], seen.height // 2

    def dark(mm: float) -> bool:
        return bool(seen.getpixel((round((left + mm * 72 / 25.4) * 4), middle)) < 128)

    assert [dark(fold + mm) for mm in (-1.3, -0.8, 0.3)] == [False, True, True]


def test_a_font_that_is_missing_is_not_called_embedded() -> None:
    printed = pdf_file.read(press.rendering().content)
    torn = replace(printed, fonts=(replace(printed.fonts[0], is_embedded=False), *printed.fonts[1:]))
    page = job_ticket.page(ticket_of(torn, Verdict((), ())), press.brochure()[0].edition)
    assert "not all embedded" in page


@pytest.mark.parametrize("channel", [LETTER, A4])
def test_a_person_reads_the_same_on_one_page(channel: str) -> None:
    said, ticket = words(channel), told(channel)
    for wanted in (ticket["file"], "FOGRA39", "PDF/X-4", ticket["paper"], "roll fold", "4/4", "Quantity",
                   f"limit {ticket['ink_limit_percent']} %", "215 %", "passed", "all embedded"):
        assert wanted in said
    for side in ticket["fold"]["sides"]:
        for panel in side["panels"]:
            assert f"{panel['width_mm'] + 1e-9:.2f}".rstrip("0").rstrip(".") + " mm" in said


def test_no_path_and_no_clock_of_this_machine_is_told() -> None:
    content = press.companions()[".job.json"].content.decode()
    assert not re.search(r"/(home|tmp|work|root|usr)/", content)
    assert not re.search(r"\d{4}-\d\d-\d\dT", content)


def test_the_same_file_gives_the_same_companions_twice() -> None:
    first = press.companions(LETTER)
    press.companions.cache_clear()
    assert press.companions(LETTER) == first


def test_the_page_of_the_ticket_is_tagged_and_says_its_language_and_title() -> None:
    with pikepdf.open(BytesIO(press.companions()[".job.pdf"].content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == "Job ticket: jmml-brochure-letter-press.pdf"


@pytest.mark.slow
def test_a_booklet_has_its_ticket_and_proof_too() -> None:
    made = press.companions("jmml-booklet-a5-press")
    ticket = json.loads(made[".job.json"].content)
    assert (ticket["trim_mm"], ticket["fold"], ticket["binding"]) == ([148.0, 210.0], None, "saddle stitch")
    assert ticket["pages"] == made["-proof.pdf"].pages
    assert ticket["pages"] % 4 == 0
    with pypdfium2.PdfDocument(made[".job.pdf"].content) as pdf:
        assert len(pdf) == 1
        assert f"{ticket['pages'] // 4} sheets" in pdf[0].get_textpage().get_text_bounded()
