"""A format is a checked contract: what it promises is there, and a product that says otherwise is caught by name."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import formats, run, sound
from pipeline.model.contract import Contract, Manner, misfits
from pipeline.model.finding import Finding
from pipeline.readback import readers
from pipeline.run import Wish
from pipeline.stages.schemas import schemas
from tests.conftest import copy_project

#: Leaves out the second half of what the text says, says 60 for 50, and never says that something still may happen.
HALVED = '''
"""A format that a stranger added."""
import re
from pipeline.formats import text
from pipeline.model.artifact import Rendering
CONTRACT = text.CONTRACT
def render(manuscript, design):
    said = text.render(manuscript, design).content.decode()
    said = re.sub(r"\\bstill\\s", "", said.replace("50", "60"))
    return Rendering((said[:len(said) // 2].rsplit(" ", 1)[0] + "\\n").encode())
'''
#: Its files have a type that no check knows, and what goes with them has a reader that nobody wrote.
STRANGE = '''
"""A format with a companion that nobody can read."""
from dataclasses import replace
from pipeline.formats import text
from pipeline.model.artifact import Companion
CONTRACT = replace(text.CONTRACT, media_type="application/x-strange")
render = text.render
def companions(artifact, rendering, design, verdict):
    yield Companion(artifact.manuscript.edition.output + ".more", "text/plain", rendering.content, "nobody")
'''
#: Breaks its contract in every way that has no reader to ask.
UNREADABLE = '''
"""A format that nobody can read back."""
from dataclasses import replace
from pipeline.formats import text
CONTRACT = replace(text.CONTRACT, reader="nobody")
render = text.render
'''
DUMB = '"""A format that states nothing."""\n'
CHANNEL = """id: planted
name: Planted
format: {name}
output: "{{language}}/planted.txt"
depth: full
parts: [topics, contact, colophon]
text: {{charset: utf-8}}
"""


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Return a function that adds a format and a channel of it to a copy of the project."""
    root, folder = copy_project(tmp_path / "project"), tmp_path / "formats"
    folder.mkdir()
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])

    def planted(name: str, code: str) -> Path:
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
        channel = CHANNEL.format(name=name.replace("_", "-"))
        (root / "source" / "channels" / "planted.yaml").write_text(channel, encoding="utf-8")
        return root

    yield planted
    for name in [each for each in sys.modules if each.startswith("pipeline.formats.planted_")]:
        del sys.modules[name]


def checked(root: Path) -> tuple[Finding, ...]:
    wish = Wish(only=("planted",), workers=1)
    run.build(root, wish, lambda *_: None)
    return run.check(root, wish, lambda *_: None).findings


@pytest.mark.parametrize("name", formats.names())
def test_every_format_keeps_its_contract(name: str) -> None:
    contract = formats.contract(name)
    assert contract is not None
    assert [*formats.faults(name), *readers.faults(contract)] == []


def test_a_format_that_drops_half_changes_a_figure_and_loses_a_qualifier_is_caught_by_name(plant) -> None:
    root = plant("planted_halved", HALVED)
    by_rule: dict[str, list[str]] = {}
    for each in checked(root):
        by_rule.setdefault(each.check, []).append(str(each.message))
    assert any("is missing" in each for each in by_rule["parity-sentence"])
    assert any("60" in each for each in by_rule["parity-number"])
    assert any("still" in each for each in by_rule["parity-qualifier"])


def test_the_same_format_that_changes_nothing_is_let_pass(plant) -> None:
    root = plant("planted_honest", HALVED[:HALVED.index("    said =")] + "    return text.render(manuscript, design)\n")
    assert checked(root) == ()


def test_a_type_that_no_check_knows_and_a_companion_that_nobody_reads_are_unexamined(plant) -> None:
    found = checked(plant("planted_strange", STRANGE))
    assert {each.check for each in found if each.is_unexamined} == {"unknown-media-type", "unread-file"}


@pytest.mark.parametrize(("code", "said"), [(UNREADABLE, "there is no reader “nobody”"),
                                            (DUMB, "it states no contract"), (DUMB, "no function `render`")])
def test_a_format_that_breaks_its_contract_is_refused_at_the_line_of_the_channel(plant, code: str, said: str) -> None:
    root = plant("planted_broken", code)
    _, found = sound.read_source(root)
    told = [each for each in found if each.check == "unfit-format"]
    assert any(said in each.message for each in told)
    assert {str(each.place) for each in told} == {"source/channels/planted.yaml:3:1"}


@pytest.mark.parametrize(("promised", "said"), [
    ({"reader": "braille", "draws": True}, "cannot read back its drawings"),
    ({"reader": "text", "describes_itself": True}, "cannot read back its description"),
    ({"reader": "text"}, None)])
def test_a_promise_that_its_reader_cannot_hold_it_to_is_told(promised: dict[str, object], said: str | None) -> None:
    stated = Contract(**{"media_type": "text/plain", "reader": "", "manner": Manner(), **promised})
    found = list(readers.faults(stated))
    assert found == [] if said is None else any(said in each for each in found)


def test_a_contract_names_what_it_lacks_and_settings_that_there_are_not() -> None:
    stated = Contract("", "text", Manner(), needs=("page", "weight"))
    assert misfits(stated, frozenset({"page"})) == ["its contract has no media_type",
                                                    "it needs “weight”, which no channel can state"]


def test_the_schema_of_a_channel_names_a_format_from_the_moment_that_it_is_there(plant) -> None:
    assert "planted-new" not in schemas()["channel.schema.json"]
    plant("planted_new", HALVED)
    assert '"planted-new"' in schemas()["channel.schema.json"]
