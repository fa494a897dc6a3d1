"""What translators get and give back: a round trip changes nothing, what breaks something is refused at its line."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.model.segments import segments, with_texts
from pipeline.tools.words.xliff import read as read_xliff
from tests import reviewed
from tests.conftest import ROOT, Edit, Ran, pipeline

PATH = "source/es/topics/transplant.md"
BY = ("--by", "A. Person", "--role", "translator")
GOOD = ("You can read how long it takes in [Waiting](#waiting).", "How long it takes stands in [Waiting](#waiting).")
#: Words that an entry has, what a translator makes of them, and what is told.
BROKEN = [
    ("[Up to 50 of every 100 children reach a long-term remission.]{fact=remission}",
     "Up to 50 of every 100 children reach a long-term remission.", "“{fact=remission}” is missing"),
    ("[As many as 50 percent of children reach", "[As many as 60 percent of children reach", "“60” differs"),
    ("is the only treatment that may cure [JMML]", "is the only treatment that will cure [JMML]", "may"),
    ("It takes 1 to 2 months to arrange", "It takes 1 to 3 months to arrange", "3"),
    ("come from many children.[^children]", "come from many children.", "“[^children]” is missing"),
    ("only a transplant from a [donor]{term=donor}", "only a transplant from a donor", "“{term=donor}” is missing"),
    ('msgstr "Page {page} of {pages}"', 'msgstr "Page {page}"', "“{pages}” is missing"),
]


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a miniature in two languages that say the same in the same words, confirmed."""
    root = reviewed.miniature(tmp_path_factory.mktemp("translated") / "project")
    shutil.copytree(root / "source/en", root / "source/es")
    publication = root / "source/publication.yaml"
    publication.write_text(publication.read_text("utf-8").replace("[en]", "[en, es]"), encoding="utf-8")
    reviewed.confirm(root)
    return root


@pytest.fixture
def project(translated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(translated, tmp_path / "project"))


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "source").rglob("*.*")
            if path.is_file()}


def exported(root: Path, tag: str = "es") -> str:
    ran = pipeline(root, "translate", "export", tag)
    assert ran.code == 0, ran.err
    return ran.out


def given_back(root: Path, text: str, tag: str = "es") -> Ran:
    (root / "back.po").write_text(text, encoding="utf-8")
    return pipeline(root, "translate", "import", tag, str(root / "back.po"))


def translation(text: str, old: str, new: str) -> str:
    """Return a PO file with other words in a translation: those that stand last."""
    at = text.rindex(old)
    return text[:at] + new + text[at + len(old):]


@pytest.mark.slow
def test_a_round_trip_of_the_real_spanish_changes_no_byte(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for name in ("source", "styles"):
        shutil.copytree(ROOT / name, root / name)
    before, text = files(root), exported(root)
    ran = given_back(root, text)
    assert (ran.code, ran.last, files(root) == before) == (0, "0 taken, 0 refused", True)
    assert text.count("\nmsgctxt ") > 600
    assert "#. transplant-remission: Up to 50 percent of patients" in text
    assert exported(root) == text


@pytest.mark.slow
def test_what_breaks_something_is_refused_at_its_line_and_the_rest_is_taken(project: Path) -> None:
    text = translation(exported(project), *GOOD)
    for old, new, _ in BROKEN:
        text = translation(text, old, new)
    before = files(project)
    ran = given_back(project, text)
    assert (ran.code, ran.last) == (1, f"1 taken, {len(BROKEN)} refused"), ran.err
    faults = [line for line in ran.err.splitlines() if "[translation-refused]" in line]
    lines = text.splitlines()
    for _, new, told in BROKEN:
        held = next(number for number, line in enumerate(lines, 1) if new.removeprefix("msgstr ").strip('"') in line)
        (fault,) = (each for each in faults if 0 <= held - int(re.search(r"back\.po:(\d+)", each)[1]) <= 6
                    and told in each)
        assert "error: en/" in fault
    after = files(project)
    assert {path for path in after if after[path] != before[path]} == {PATH}
    assert files(project)[PATH].decode() == before[PATH].decode().replace(*GOOD)


@pytest.mark.slow
def test_what_is_stale_is_fuzzy_and_is_taken_once_somebody_has_mended_it(project: Path, edit: Edit) -> None:
    old, new = "It takes 1 to 2 months to arrange a transplant.", "It takes 1 to 2 months to set up a transplant."
    edit(project / "source/en/topics/waiting.md", old, new)
    text = exported(project)
    assert text.count("#, fuzzy") == 1
    assert f"#. was: {old}" in text
    mended = translation(text, old, new)
    assert given_back(project, mended).last == "0 taken, 0 refused"
    assert given_back(project, mended.replace("#, fuzzy\n", "")).last == "1 taken, 0 refused"
    pipeline(project, "confirm", "waiting", "--yes", *BY)
    assert "[translation-out-of-step]" not in pipeline(project, "build").err
    assert "#, fuzzy" not in exported(project)


@pytest.mark.slow
def test_an_entry_whose_original_has_changed_since_is_refused(project: Path, edit: Edit) -> None:
    text = translation(exported(project), *GOOD)
    edit(project / "source/en/topics/transplant.md", GOOD[0], "You can read more in [Waiting](#waiting).")
    ran = given_back(project, text)
    assert (ran.code, "export it anew" in ran.err, ran.last) == (1, True, "0 taken, 1 refused")


@pytest.mark.slow
def test_a_value_is_written_in_its_place_and_nothing_else(project: Path) -> None:
    before = files(project)["source/es/labels.yaml"].decode()
    ran = given_back(project, translation(exported(project), 'msgstr "Contents"', 'msgstr "Índice: todo"'))
    assert (ran.code, ran.last) == (0, "1 taken, 0 refused"), ran.err
    after = files(project)["source/es/labels.yaml"].decode()
    assert after == before.replace("contents: Contents", 'contents: "Índice: todo"')


@pytest.mark.slow
def test_a_topic_of_a_draft_comes_whole(project: Path) -> None:
    shutil.rmtree(project / "source/es")
    publication = project / "source/publication.yaml"
    publication.write_text(publication.read_text("utf-8").replace("[en, es]", "[en]"), encoding="utf-8")
    assert pipeline(project, "new", "language", "fr").code == 0
    text = exported(project, "fr")
    whole = re.sub(r'(msgctxt "en/topics/waiting\.md:.*\nmsgid (.*)\n)msgstr ""', r"\1msgstr \2", text)
    whole = translation(whole, "Between one and two months", "Between 1 and 2 months")
    ran = given_back(project, whole.replace('msgstr "Waiting"', 'msgstr "Attente"'), "fr")
    assert (ran.code, ran.out.split()) == (0, ["source/fr/topics/waiting.md"]), ran.err
    assert (project / "source/fr/topics/waiting.md").read_text("utf-8") == (
        project / "source/en/topics/waiting.md").read_text("utf-8").replace("# Waiting", "# Attente").replace(
            "Between one and two months", "Between 1 and 2 months")
    one = translation(text, 'msgid "Transplant"\nmsgstr ""', 'msgid "Transplant"\nmsgstr "Greffe"')
    assert "waits until all of its" in given_back(project, one, "fr").err


@pytest.mark.slow
def test_what_is_no_translation_or_no_file_of_one_is_refused(project: Path) -> None:
    assert "no language that is translated" in pipeline(project, "translate", "export", "en").err
    ran = given_back(project, "this is no PO file")
    assert (ran.code, "is neither a PO nor an XLIFF 2 file" in ran.err) == (2, True)


def test_segments_put_together_again_are_the_text() -> None:
    for path in sorted((ROOT / "source").glob("e[ns]/topics/*.md")):
        text = path.read_text("utf-8")
        found = segments(text)
        assert with_texts(text, {each: each.text for each in found}) == text
        lines = (line.lstrip() for line in text.split("\n"))
        bare = [line for line in lines if line and not line.startswith((":::", "|:", "![]("))]
        assert sum(each.last - each.first + 1 for each in found) == len(bare), path.name


def xliff(root: Path) -> str:
    ran = pipeline(root, "translate", "export", "es", "--format", "xliff")
    assert ran.code == 0, ran.err
    return ran.out


@pytest.mark.slow
def test_xliff_goes_round_too_and_what_breaks_something_is_refused_at_its_line(project: Path) -> None:
    before, text = files(project), xliff(project)
    assert (given_back(project, text).last, files(project) == before) == ("0 taken, 0 refused", True)
    changed = translation(translation(text, GOOD[0], GOOD[1]), "{fact=remission}", "")
    ran = given_back(project, changed)
    line = changed[:changed.rindex("reach a long-term remission.]<")].count("\n") + 1
    assert (ran.code, ran.last) == (1, "1 taken, 1 refused")
    assert f"back.po:{line}: error: " in ran.err
    assert "“{fact=remission}” is missing [translation-refused]" in ran.err
    assert GOOD[1] in (project / PATH).read_text("utf-8")


@pytest.mark.slow
def test_what_is_left_or_does_not_come_back_is_told(project: Path) -> None:
    before, text = files(project), xliff(project)
    start = text.index("<unit", text.index("en/topics/waiting.md"))
    without = text[:start] + text[text.index("</unit>", start) + len("</unit>"):]
    at = without.rindex('"translated"', 0, without.rindex(GOOD[0]))
    unfinished = without[:at] + '"initial"' + translation(without, *GOOD)[at + len('"translated"'):]
    ran = given_back(project, unfinished)
    assert (ran.code, ran.last, files(project) == before) == (0, "0 taken, 0 refused", True)
    assert "en/topics/waiting.md: these entries did not come back: 1 [translation-left]" in ran.err
    assert "new words are marked as unfinished [translation-left]" in ran.err


@pytest.mark.parametrize("text", ["<xliff", "<html/>", '<xliff version="1.2"/>',
                                  '<!DOCTYPE x [<!ENTITY e "e">]><xliff version="2.1"'
                                  ' xmlns="urn:oasis:names:tc:xliff:document:2.0"/>'])
def test_what_is_no_xliff_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_xliff(text)


def test_a_unit_that_a_tool_has_cut_is_read_whole() -> None:
    (unit,) = read_xliff('''<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">
<file id="f"><unit id="u" name="en/a.md:1">
<segment state="final"><source>One.</source><target>Uno<mrk id="m">.</mrk></target></segment>
<ignorable><source> </source></ignorable>
<segment><source>Two.</source><target>Dos.</target></segment></unit></file></xliff>''')
    assert (unit.original, unit.translation, unit.is_stale, unit.line) == ("One. Two.", "Uno. Dos.", False, 3)
