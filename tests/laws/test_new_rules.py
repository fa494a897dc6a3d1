"""A new rule is heard by the next build and by `check`, and no product is made again for it."""

from pathlib import Path

import pytest

from tests import house
from tests.house import House

pytestmark = pytest.mark.slow

#: Speaks of the handout in plain text; of a draft, what its layout measured has to be there.
RULE = '''"""Speaks."""
from pipeline.model.finding import Finding, Place, {severity}

def check(thing):
    """Speak."""
    manuscript = getattr(thing, "manuscript", thing)
    if manuscript.edition.output == "en/handout.txt" and {seen}:
        yield {severity}(Place("build/en/handout.txt"), "it speaks", why="a test", fix="none")
'''
SEEN = {
    "edition": "thing.sections",
    "draft": "thing.rendering.layout.long_words == ()",
    "artifact": "thing.content",
}
#: Takes the place of WeasyPrint, so that nothing can be laid out.
NO_TYPESETTER = "raise ImportError('nothing is to be laid out')\n"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> House:
    made = house.make(tmp_path_factory.mktemp("finished") / "house")
    (made.root / "source/channels/brochure.yaml").unlink()
    made.built()
    return made


def plant(own: House, subject: str, severity: str = "warning") -> Path:
    rule = own.root / "pipeline/checks" / subject / "planted.py"
    rule.write_text(RULE.format(severity=severity, seen=SEEN[subject]), encoding="utf-8")
    return rule


@pytest.mark.parametrize("subject", SEEN)
def test_a_new_rule_is_heard_and_no_product_is_made_again(subject: str, finished: House, tmp_path: Path) -> None:
    own = house.copy(finished, tmp_path / "house")
    (own.packages / "weasyprint").mkdir(parents=True)
    (own.packages / "weasyprint/__init__.py").write_text(NO_TYPESETTER, encoding="utf-8")
    before, rule = own.looks(), plant(own, subject)
    ran = own.run("check", "--only", "handout")
    assert ran.err.count("it speaks [planted]") == 1
    for _ in range(2):  # what it said is told again
        ran = own.run("build")
        assert (ran.code, ran.out) == (0, ""), ran.err
        assert ran.err.count("it speaks [planted]") == 1
    assert own.run("check", "--only", "handout").err.count("it speaks [planted]") == 1
    rule.unlink()
    assert "it speaks" not in own.run("build").err
    assert "it speaks" not in own.run("check", "--only", "handout").err
    assert own.looks() == before


@pytest.mark.parametrize("subject", SEEN)
def test_a_new_rule_that_finds_an_error_takes_its_product_away_and_leaves_the_others(
    subject: str, finished: House, tmp_path: Path
) -> None:
    own = house.copy(finished, tmp_path / "house")
    before, rule = own.looks(), plant(own, subject, "error")
    ran = own.run("build")
    assert (ran.code, ran.out, ran.err.count("it speaks [planted]")) == (1, "", 1)
    assert own.looks().keys() == before.keys() - {"build/en/handout.txt"}
    assert "en/handout.txt" not in (own.root / "build/manifest.json").read_text(encoding="utf-8")
    rule.unlink()
    assert own.built() == {"handout.txt"}


def test_without_what_the_layout_measured_a_product_is_laid_out_again_and_stays(
    finished: House, tmp_path: Path
) -> None:
    own = house.copy(finished, tmp_path / "house")
    for file in (own.root / "build/.cache/layouts").iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    before = own.looks()
    plant(own, "draft")
    ran = own.run("build")
    assert (ran.code, ran.out, ran.err.count("it speaks"), ran.err.count("[kept-file-damaged]")) == (0, "", 1, 1)
    assert own.looks() == before
    assert "[kept-file-damaged]" not in own.run("build").err


def test_a_finding_names_the_line_at_which_its_words_stand_now(finished: House, tmp_path: Path) -> None:
    """A remark of an edition's rule is told again, though the product has not changed."""
    own = house.copy(finished, tmp_path / "house")
    rule = own.root / "pipeline/checks/draft/planted.py"
    rule.write_text('"""Speaks."""\nfrom pipeline.model.finding import warning\n\ndef check(draft):\n'
                    '    if draft.manuscript.edition.output == "en/handout.txt":\n'
                    '        yield warning(draft.manuscript.place_of("remission."), "it speaks", why="a", fix="b")\n',
                    encoding="utf-8")
    assert "topics/transplant.md:5:53: warning: it speaks" in own.run("build").err
    topic = own.root / "source/en/topics/transplant.md"
    topic.write_text("\n\n" + topic.read_text(encoding="utf-8"), encoding="utf-8")
    ran = own.run("build")
    assert "topics/transplant.md:7:53: warning: it speaks" in ran.err
    assert ran.out == ""
