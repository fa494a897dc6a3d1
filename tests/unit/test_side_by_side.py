"""Two languages side by side: unit beside unit in the manuscript, one order of reading in the PDF."""

import io
import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest

from pipeline.checks.artifact import parity_alternative, parity_sentence, pdf_headings, pdf_language_lost, verapdf
from pipeline.formats import reading_pdf
from pipeline.markup import imprint_block, stamped_pdf
from pipeline.model import side_by_side
from pipeline.model.artifact import Artifact
from pipeline.model.imprint import Imprint, Phone
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import para, plain_text, words
from pipeline.stages import assemble, compose, load, unstamped
from pipeline.tools.reading import pdf_tree
from tests import real_source
from tests.conftest import MINIMAL, ROOT

CHANNEL = (ROOT / "source/channels/jmml-handout-side-by-side-letter.yaml").read_text("utf-8")
#: Words of the second language, which is told from the first by them alone.
OTHER = (("Waiting", "Esperar"), ("It takes 1 to 2 months", "Tarda 1 to 2 months"), ("What you wait for", "La espera"),
         ("The numbers come from", "Las cifras vienen de"))
CLINIC = Imprint(id="a", name="Clinic A", phones=(Phone(number="+1 617 555 0100"),), web="clinic.example.org")


@lru_cache(maxsize=2)
def manuscript(*, with_places: bool = False) -> Manuscript:
    """Return a miniature in two languages side by side."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(MINIMAL, root, dirs_exist_ok=True)
        (root / "source/channels/beside.yaml").write_text(CHANNEL, encoding="utf-8")
        shutil.copytree(root / "source/en", root / "source/es")
        publication = root / "source/publication.yaml"
        publication.write_text(publication.read_text("utf-8").replace("[en]", "[en, es]"), encoding="utf-8")
        for path in (root / "source/es").rglob("*.*"):
            text = path.read_text("utf-8")
            for english, other in OTHER:
                text = text.replace(english, other)
            path.write_text(text, encoding="utf-8")
        read = load.build_publication(load.read_tree(root), root / "cache", with_places=with_places)
        return next(compose.compose(each) for each in assemble.editions_of(read) if each.beside)


@lru_cache(maxsize=1)
def product() -> Artifact:
    made = manuscript()
    content = reading_pdf.render(made, real_source.design()).content
    return Artifact(Path("beside.pdf"), "build/beside.pdf", "application/pdf", content, made)


def rows(name: str) -> list[tuple[str, str]]:
    section = next(each for each in manuscript().sections if each.id == name)
    return [(plain_text(one), plain_text(other)) for one, other in side_by_side.rows(section.blocks)]


def test_items_cells_and_paragraphs_stand_beside_their_own() -> None:
    found = rows("waiting")
    assert tuple(f"{each} 1 to 2\u00a0months to arrange a transplant." for each in ("It takes", "Tarda")) in found
    assert {("Key points", "Key points"), ("What you wait for", "La espera"), ("Step", "Step")} <= set(found)
    assert all(one and other for one, other in found)


def test_what_is_not_made_alike_stands_there_whole_up_to_the_next_heading() -> None:
    one = [para(words("a")), para(words("b")), *manuscript().edition.topics[1].blocks[1:2], para(words("c"))]
    other = [para(words("x")), *manuscript().edition.topics[1].blocks[1:2], para(words("z"))]
    found = [tuple(map(plain_text, row)) for row in side_by_side.rows(side_by_side.of_blocks(one, other, ("en", "es")))]
    assert found == [("a\nb", "x"), ("How long it takes",) * 2, ("c", "z")]


def test_places_change_nothing() -> None:
    for plain, placed in zip(manuscript().sections, manuscript(with_places=True).sections, strict=True):
        assert _without_places(plain.blocks) == _without_places(placed.blocks)


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_places(each) for key, each in value.items() if key != "at"}
    return [_without_places(each) for each in value] if isinstance(value, list) else value


def test_the_pdf_says_both_in_one_order_under_their_tags() -> None:
    for check in (parity_sentence, parity_alternative, pdf_headings, pdf_language_lost):
        assert list(check.check(product())) == []
    root = pdf_tree.tree(product().content)
    assert root
    said = [(each.language, each.words) for each in root.walk() if each.language and each.kind == "Div"]
    at = said.index(("en", "It takes 1 to 2 months to arrange a transplant."))
    assert said[at + 1] == ("es", "Tarda 1 to 2 months to arrange a transplant.")


@pytest.mark.slow
def test_it_keeps_to_its_standards() -> None:
    assert list(verapdf.check(product())) == []


def test_a_side_without_its_language_is_told() -> None:
    with pikepdf.open(io.BytesIO(product().content)) as pdf:
        side = next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Lang") == "en"
                    and each.get("/Type") == "/StructElem")
        del side.Lang
        out = io.BytesIO()
        pdf.save(out)
    (found,) = pdf_language_lost.check(replace(product(), content=out.getvalue()))
    assert "“en”" in found.message


def test_a_clinic_is_stamped_as_it_would_be_set(tmp_path: Path) -> None:
    prepared = reading_pdf.prepare(manuscript(), real_source.design())
    stamped = stamped_pdf.stamp(prepared, CLINIC, None)
    assert isinstance(stamped, bytes)
    whole = reading_pdf.render(unstamped._for(CLINIC, manuscript()), real_source.design()).content
    told = [[(each.kind, each.language, each.words) for each in root.walk()]
            for root in map(pdf_tree.tree, (stamped, whole)) if root]
    assert told[0] == told[1]
    assert ("Span", "es", "Phone") in told[0]
    assert imprint_block.labelled(manuscript().edition).picture_of("x").count("x") == 2
