"""Law: whatever bytes are handed to preflight, nothing comes of it but findings, within the limits of preflight."""

import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from pipeline import checks
from pipeline.model.artifact import Artifact
from pipeline.model.failure import OverLimit, ToolFailed
from pipeline.model.finding import Severity
from pipeline.model.limits import BOOK_FILES, PREFLIGHT, Bounds
from pipeline.model.press_terms import USUAL_TERMS
from pipeline.stages import preflight
from pipeline.tools.keeping import isolated
from pipeline.tools.press import ghostscript, pdf_paint
from tests import clinic_files
from tests import press_files as files
from tests.conftest import HANGS_S, pipeline
from tests.press_files import GROUND, WORD, press_pdf, resource


def without_profile(pdf: Pdf) -> None:
    """Make the file small, so that a changed byte hits something that matters."""
    del pdf.Root.OutputIntents


def small(**saving: object) -> bytes:
    picture = resource("XObject", "Im", files.image)
    mask = resource("ExtGState", "Gs", lambda pdf: Dictionary(SMask=Dictionary(G=files.form(pdf, b"0 g"))))
    sheen = resource("Shading", "Sh", lambda _: files.gradient(Name.DeviceCMYK, files.function(1, 0, 0, 0)))
    drawing = GROUND + b"/Gs gs 9 0 0 9 0 0 cm /Im Do /Sh sh BI /W 1 /H 1 /BPC 8 /CS /G ID a EI " + WORD
    return press_pdf(drawing, without_profile, picture, mask, sheen, compress_streams=False, **saving)


SMALL = small()
RULES = {check.rule for subject in ("artifact", "press") for check in checks.checks_of(subject)}
PACKED = small(object_stream_mode=pikepdf.ObjectStreamMode.generate)


def examined(content: bytes, depth: checks.Depth = "fast") -> list[str]:
    artifact = Artifact(Path("x.pdf"), "x.pdf", preflight.media_type_of(content), content, held_against=USUAL_TERMS)
    return [finding.check for finding in checks.examine("artifact", artifact, depth)]


@given(place=st.integers(0, len(SMALL) - 1), value=st.integers(0, 255), whole=st.sampled_from([SMALL, PACKED]))
@settings(max_examples=150)
def test_a_changed_byte_gives_findings_or_nothing(place: int, value: int, whole: bytes) -> None:
    place %= len(whole)
    assert set(examined(whole[:place] + bytes([value]) + whole[place + 1:])) <= RULES


@given(length=st.integers(0, len(SMALL) - 1))
@settings(max_examples=60)
def test_a_file_that_breaks_off_is_told(length: int) -> None:
    assert {"unreadable-file", "damaged-file"} & set(examined(SMALL[:length])) or length > SMALL.rindex(b"%%EOF") - 9


@given(content=st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_behind_a_header_give_findings(content: bytes) -> None:
    assert examined(b"%PDF-1.7\n" + content)


WORDS = st.sampled_from([
    *b"q Q cm re m l c f S Do gs sh cs scn k BT ET Tf Tj Tm TD T* ' d1 BI ID EI /Im /Gs /Sh /F /Pattern".split(),
    *b"0 1 -7.5 9e99 99999999999999999999 (A) [(A)] << >> [ ] ( % true null".split(), b"1" * 400])


@given(words=st.lists(WORDS, max_size=40))
@settings(max_examples=150)
def test_any_drawing_gives_findings_or_nothing(words: list[bytes]) -> None:
    assert set(examined(press_pdf(b" ".join(words), without_profile))) <= RULES


# --- a planted corpus, through the whole of preflight ---


def cyclic_pages(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages])


def cyclic_space(pdf: Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed]))
    space.append(space)
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(Cs=space)


def many_laughs(pdf: Pdf) -> None:
    """Plant forms that each draw the next ten times, twelve deep."""
    inner = files.form(pdf, b"0 0 9 9 re f")
    for _ in range(12):
        inner = files.form(pdf, b"/In Do " * 10, Resources=Dictionary(XObject=Dictionary(In=inner)))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=inner)


def wrong_things(pdf: Pdf) -> None:
    """Plant numbers where dictionaries belong, and the other way round."""
    page = pdf.pages[0].obj
    page.Annots, page.Group, page.MediaBox, page.Rotate = 7, Array(), Dictionary(), Name.Left
    pdf.Root.OutputIntents, pdf.Root.Names, pdf.Root.Metadata = Name.No, 3, pdf.make_stream(b"<?xml <<<")


def huge_page(pdf: Pdf) -> None:
    for name in ("MediaBox", "BleedBox", "TrimBox"):
        pdf.pages[0].obj[f"/{name}"] = Array([0, 0, 10**15, 10**15])


def wrong_table() -> bytes:
    content = press_pdf()
    start = content.rindex(b"startxref")
    return content[:start] + b"startxref\n12\n%%EOF\n"


def locked() -> bytes:
    return press_pdf(deterministic_id=False, encryption=pikepdf.Encryption(owner="o", user="secret"))


def other_zip(folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "x.zip", "w") as container:
        container.writestr("a.txt", "no book")
    return (folder / "x.zip").read_bytes()


def word_file() -> bytes:
    return clinic_files.content(clinic_files.WORD)


CORPUS: dict[str, tuple[Callable[[], bytes], str]] = {
    "no bytes": (lambda: b"", "unreadable-file: the file is empty"),
    "a text": (lambda: b"Dear print shop,\n", "unreadable-file: this is neither a PDF nor an EPUB"),
    "a Word file": (word_file, "unreadable-file: this is neither a PDF nor an EPUB"),
    "a header alone": (lambda: b"%PDF-1.7\n", "unreadable-file: the file cannot be opened: qpdf"),
    "locked": (locked, "unreadable-file: the file cannot be opened: it is locked with a password"),
    "half a file": (lambda: press_pdf()[:-40_000], "file: "),
    "a wrong table": (wrong_table, "damaged-file: "),
    "pages in a circle": (lambda: press_pdf(WORD, cyclic_pages), "file: "),
    "a space made of itself": (lambda: press_pdf(b"/Cs cs", cyclic_space), "a colour space is made of itself"),
    "wrong kinds of things": (lambda: press_pdf(WORD, wrong_things), "damaged-file: kid 0 (from 0) MediaBox is"),
    "a page of light years": (lambda: press_pdf(WORD, huge_page), "ink-limit-raster: the pages cannot be drawn"),
    "no pages": (lambda: press_pdf(WORD, lambda pdf: pdf.pages.__delitem__(0)), "damaged-file: the file has no pages"),
    "a zip that breaks off": (lambda: b"PK\x03\x04 no more", "epub-mimetype-not-first"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("make", "words"), CORPUS.values(), ids=CORPUS)
def test_a_planted_monster_gives_findings(make: Callable[[], bytes], words: str, tmp_path: Path) -> None:
    path = tmp_path / "monster.pdf"
    path.write_bytes(make())
    findings = preflight.preflight(path, USUAL_TERMS)
    assert any(finding.severity is Severity.ERROR for finding in findings)
    assert any(words in f"{finding.check}: {finding.message}" for finding in findings), findings


def test_what_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "nothing.pdf", "No such file"), (tmp_path, "Is a directory")):
        (finding,) = preflight.preflight(path, USUAL_TERMS)
        assert finding.check == "unreadable-file"
        assert words in finding.message


@pytest.mark.slow
def test_drawings_without_end_are_left_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_paint, "PDF_STEPS", 20_000)
    monkeypatch.setattr(ghostscript, "DRAWING", Bounds(1, 2 << 30))
    path = tmp_path / "laughs.pdf"
    path.write_bytes(press_pdf(b"/Fm Do", many_laughs))
    told = " ".join(finding.message for finding in preflight.preflight(path, USUAL_TERMS))
    assert "was not followed beyond 20,000 steps" in told
    assert "Ghostscript took more than 1 s of CPU" in told


@pytest.mark.slow
def test_five_hundred_pages_meet_no_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(press_pdf((GROUND + WORD) * 30, pages=500))
    assert preflight.preflight(path, USUAL_TERMS) == []


@pytest.mark.slow
def test_pictures_of_another_program_are_examined(tmp_path: Path) -> None:
    """Ghostscript writes a PDF that holds nothing but a grey picture, as a scanner does."""
    program = "%!PS\n200 200 scale 8 8 8 [8 0 0 -8 0 8] {<00ff00ff00ff00ff>} image showpage\n"
    path = tmp_path / "scan.pdf"
    subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={path}", "-"],
                   input=program.encode(), check=True, timeout=HANGS_S)
    told = {finding.check for finding in preflight.preflight(path, USUAL_TERMS)}
    assert {"image-resolution", "press-boxes", "press-output-intent", "pdf-x-metadata"} <= told
    assert "damaged-file" not in told


@pytest.mark.slow
def test_a_zip_that_is_no_book_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(other_zip(tmp_path))
    assert "epub-mimetype-not-first" in {finding.check for finding in preflight.preflight(path, USUAL_TERMS)}


def test_a_book_of_too_many_files_is_told_before_any_validator_unpacks_it(tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    with zipfile.ZipFile(book, "w") as held:
        for number in range(BOOK_FILES + 1):
            held.writestr(f"{number}", b"")
    (found,) = preflight.preflight(book, USUAL_TERMS)
    assert found.message == "the book holds 20,001 files; at most 20,000 are examined"


@pytest.mark.slow
def test_the_command_gives_findings_as_json_and_exit_1(tmp_path: Path) -> None:
    clean, faulty = tmp_path / "clean.pdf", tmp_path / "faulty.pdf"
    clean.write_bytes(press_pdf())
    faulty.write_bytes(press_pdf(b"1 0 0 rg 0 0 9 9 re f"))
    root = Path(__file__).parents[2]
    well = pipeline(root, "preflight", str(clean))
    assert (well.code, well.last) == (0, "1 file examined: nothing found")
    ran = pipeline(root, "preflight", "--format", "json", str(clean), str(faulty))
    assert ran.code == 1
    assert {(Path(each["place"]["path"]).name, each["check"]) for each in json.loads(ran.err)} == {
        ("faulty.pdf", "press-colour")}
    for wrong in (tmp_path / "nothing.pdf", tmp_path):
        refused = pipeline(root, "preflight", str(clean), str(wrong))
        assert (refused.code, str(wrong) in refused.err) == (2, True)
    agreed = pipeline(root, "preflight", "--as", "jmml-brochure-letter-press", str(clean))
    assert "this file has 1" in agreed.err
    assert pipeline(root, "preflight", "--as", "jmml-epub", str(clean)).code == 2


def test_without_ghostscript_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clean.pdf"
    path.write_bytes(press_pdf())
    monkeypatch.setenv("PATH", str(tmp_path))
    unseen = [each for each in preflight.preflight(path, USUAL_TERMS) if each.is_unexamined]
    assert {each.check for each in unseen} == {"bleed-not-inked", "ink-limit-raster"}
    assert all("sudo apt-get install ghostscript" in each.fix for each in unseen)


# --- the process that examines ---


def test_what_kills_the_process_that_reads_is_a_failure_of_the_tool() -> None:
    with pytest.raises(ToolFailed, match="died"):
        isolated.call(lambda _: os.kill(os.getpid(), signal.SIGKILL), None, PREFLIGHT)
    with pytest.raises(OverLimit, match="more than 1 s of CPU"):
        isolated.call(spin, None, Bounds(1, 1 << 30))
    with pytest.raises(ToolFailed, match="more than 4,096 MB of memory"):
        isolated.call(lambda _: len(bytes(2**33)), None, PREFLIGHT)
    assert isolated.call(len, b"abc", PREFLIGHT) == 3


def spin(_: None) -> None:
    """Take CPU for ever."""
    while True:
        pass
