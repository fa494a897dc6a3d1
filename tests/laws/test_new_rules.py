"""A new rule is heard by the next build and by `check`, and no product is made again for it."""

from pathlib import Path

import pytest

from tests import house
from tests.conftest import Ran
from tests.house import House

pytestmark = pytest.mark.slow

#: Speaks of one product; of a draft, what its layout measured has to be there.
RULE = '''"""Speaks."""
from pipeline.model.finding import Finding, Place, {severity}

def check(thing):
    """Speak."""
    manuscript = getattr(thing, "manuscript", thing)
    if manuscript.edition.output == "{output}" and {seen}:
        yield {severity}(Place("build/{output}"), "it speaks", why="a test", fix="none")
'''
#: Of each subject, what the rule looks at, and the product that it speaks of.
RULES = {"edition": ("thing.sections", "en/leaflet-waiting.txt"),
         "artifact": ("thing.content", "en/leaflet-transplant.txt"),
         "draft": ("thing.rendering.layout.long_words == ()", "en/handout.txt")}
SPEAKS = {f"build/{output}: {{}}: it speaks [planted-{subject}]" for subject, (_, output) in RULES.items()}
#: Takes the place of WeasyPrint, so that nothing can be laid out.
NO_TYPESETTER = "raise ImportError('nothing is to be laid out')\n"
TEXTS = ("check", "--only", "text")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> House:
    made = house.make(tmp_path_factory.mktemp("finished") / "house")
    (made.root / "source/channels/brochure.yaml").unlink()
    made.built()
    return made


def plant(own: House, severity: str, *subjects: str) -> list[Path]:
    """Plant a rule for each of the subjects."""
    rules = [own.root / f"pipeline/checks/{subject}/planted_{subject}.py" for subject in subjects]
    for rule, subject in zip(rules, subjects, strict=True):
        seen, output = RULES[subject]
        rule.write_text(RULE.format(severity=severity, seen=seen, output=output), encoding="utf-8")
    return rules


def spoken(ran: Ran) -> list[str]:
    """Return what planted rules said, sorted, whatever its severity."""
    lines = [line for line in ran.err.splitlines() if "[planted" in line]
    return sorted(line.replace(" warning: ", " {}: ").replace(" error: ", " {}: ") for line in lines)


def test_new_rules_are_heard_and_no_product_is_made_again(finished: House, tmp_path: Path) -> None:
    own = house.copy(finished, tmp_path / "house")
    (own.packages / "weasyprint").mkdir(parents=True)
    (own.packages / "weasyprint/__init__.py").write_text(NO_TYPESETTER, encoding="utf-8")
    before, rules = own.looks(), plant(own, "warning", *RULES)
    assert spoken(own.run(*TEXTS)) == sorted(SPEAKS)
    for _ in range(2):  # what they said is told again
        ran = own.run("build")
        assert (ran.code, ran.out, spoken(ran)) == (0, "", sorted(SPEAKS)), ran.err
    assert spoken(own.run(*TEXTS)) == sorted(SPEAKS)
    for rule in rules:
        rule.unlink()
    assert spoken(own.run("build")) == spoken(own.run(*TEXTS)) == []
    assert own.looks() == before


def test_new_rules_that_find_errors_take_their_products_away_and_leave_the_others(
    finished: House, tmp_path: Path
) -> None:
    own = house.copy(finished, tmp_path / "house")
    before, rules = own.looks(), plant(own, "error", *RULES)
    ran = own.run("build")
    assert (ran.code, ran.out, spoken(ran)) == (1, "", sorted(SPEAKS))
    assert own.looks().keys() == before.keys() - {f"build/{output}" for _, output in RULES.values()}
    for rule in rules:
        rule.unlink()
    assert own.built() == {output.removeprefix("en/") for _, output in RULES.values()}


def test_without_what_the_layout_measured_a_product_is_laid_out_again_and_stays(
    finished: House, tmp_path: Path
) -> None:
    own = house.copy(finished, tmp_path / "house")
    for file in (own.root / "build/.cache/layouts").iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    before = own.looks()
    plant(own, "warning", "draft")
    ran = own.run("build")
    assert (ran.code, ran.out, len(spoken(ran)), ran.err.count("[kept-file-damaged]")) == (0, "", 1, 1)
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
