"""What is begun is small, sound and built at once, and nothing that is there is overwritten."""

from pathlib import Path

import pytest

from pipeline import run, run_new, sound
from pipeline.model.failure import WrongUsage
from pipeline.model.finding import has_error
from tests import reviewed
from tests.conftest import pipeline


def built(root: Path, *only: str) -> run.Outcome:
    outcome = run.build(root, run.Wish(only, workers=1), lambda *_: None)
    assert not outcome.has_errors, outcome.findings
    return outcome


def test_a_topic_is_built_at_once_in_every_language_and_left_out_of_folded_sheets(project: Path) -> None:
    begun = run_new.topic(project, "sibling-donors")
    assert "source/channels/jmml-card.yaml" in begun.written
    assert begun.next == "open source/en/topics/sibling-donors.md"
    assert not has_error(sound.read_source(project)[1])
    assert set(built(project, "build/en/topics/sibling-donors*.txt").built) == {
        f"en/topics/sibling-donors{kind}.txt" for kind in ("", "-ascii", "-portal", "-sms")}


def test_a_product_is_built_at_once(minimal: Path) -> None:
    begun = run_new.product(minimal, "all-words")
    assert begun.written == ("source/channels/all-words.yaml",)
    assert built(minimal, "all-words").built == ("en/all-words.txt",)
    assert "Between one and two months pass" in " ".join((minimal / "build/en/all-words.txt").read_text().split())


def test_a_publication_is_built_at_once_and_says_nothing_of_the_other(tmp_path: Path) -> None:
    root = reviewed.miniature(tmp_path / "project")
    begun = run_new.publication(root, "asthma")
    assert "asthma/source/publication.yaml" in begun.written
    assert built(root / "asthma").built == ("en/asthma-handout.pdf", "en/asthma-text.txt", "en/asthma-web.html")
    text = (root / "asthma/build/en/asthma-text.txt").read_text(encoding="utf-8")
    assert text.splitlines()[1] == "Asthma"
    assert "A clinician has not yet reviewed this guide." in text
    assert "JMML" not in text
    assert not built(root / "asthma").built


@pytest.mark.parametrize(("kind", "name"), [
    ("topic", "waiting"), ("product", "handout"), ("publication", "source"), ("topic", "Sibling Donors"),
    ("product", "../x"), ("publication", "a/b"), ("publication", "")])
def test_nothing_that_is_there_is_overwritten_and_no_path_is_a_name(minimal: Path, kind: str, name: str) -> None:
    before = {path: path.read_bytes() for path in minimal.rglob("*") if path.is_file()}
    with pytest.raises(WrongUsage):
        getattr(run_new, kind)(minimal, name)
    assert {path: path.read_bytes() for path in minimal.rglob("*")
            if path.is_file() and "build" not in path.parts} == before


def test_a_file_that_no_list_names_is_not_overwritten_either(minimal: Path) -> None:
    (minimal / "source/en/topics/new-topic.md").write_text("# Mine\n", encoding="utf-8")
    before = (minimal / "source/publication.yaml").read_text(encoding="utf-8")
    with pytest.raises(WrongUsage, match="is there already"):
        run_new.topic(minimal, "new-topic")
    assert (minimal / "source/publication.yaml").read_text(encoding="utf-8") == before


def test_the_command_says_what_to_open_next(minimal: Path) -> None:
    ran = pipeline(minimal, "new", "product", "all-words")
    assert (ran.code, ran.out) == (0, "source/channels/all-words.yaml\n")
    assert ran.last.startswith("open source/channels/all-words.yaml")
    assert pipeline(minimal, "new", "product", "all-words").code == 2
