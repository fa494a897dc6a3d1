"""A raised or lowered figure keeps its meaning: in every rule that reads numbers, in every product, when it is read."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline import checks
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import Element, Elements, rewrite
from tests.conftest import MINIMAL, Edit
from tests.laws import test_composed_documents as composed
from tests.laws.test_constructs import in_every_size

TOPIC = "source/en/topics/waiting.md"
LEDGER = """
  - id: count
    statement: A liter of blood has more than 10^9 cells, and 10^-12 of them rest.
    numbers:
      - {value: "10^9", unit: per liter}
      - {value: "10^-12", unit: per liter}
    sources:
      - {ref: wintering-2021}
    checked: {by: authors, date: 2026-11-22, look_again: 2027-11-22}
"""
STATED = "[10^9^ and 10^-12^]{fact=count}"
TEXT = f"""
## More of {STATED}[^k]

![A picture of {STATED}.](figures/cover.svg "Caption")

::: table
The {STATED} of CO~2~ per m^2^[^k][^l]

| Test | {STATED} |
|---|---|
| Scan | **{STATED}**[^l] |
:::

- [10^9^/L and 10^-12^/L]{{fact=count}}, with ^14^C[^k]

[^k]: From {STATED}.

[^l]: Ask.

::: ask-your-team
- Is it {STATED}?
:::

::: sms
[Ask about 10^9^ and 10^-12^.]{{fact=count}}
:::
"""
CHANNELS = (*composed.CHEAP, *composed.DEAR, "large-print", "booklet", "sheet", "brochure")


@pytest.fixture
def project(tmp_path: Path, edit: Edit) -> Path:
    """Return a publication with raised figures wherever words may stand."""
    root = in_every_size(tmp_path / "project")
    for name in ("waiting", "transplant"):
        text = (MINIMAL / f"source/en/topics/{name}.md").read_text("utf-8")
        (root / f"source/en/topics/{name}.md").write_text(f"{text}\n::: sms\nAsk your team.\n:::\n", "utf-8")
    ledger = root / "source/facts.yaml"
    ledger.write_text(ledger.read_text("utf-8") + LEDGER, "utf-8")
    edit(root / "source/en/wording.yaml", "units: [", "units: [per liter, ")
    edit(root / TOPIC, "# Waiting\n", f"# Waiting for {STATED}[^l]\n")
    edit(root / TOPIC, "::: key-points\n", "::: key-points\n- [At 10^9^/L, 10^-12^ rest.]{fact=count}\n")
    edit(root / TOPIC, "\n::: sms\nAsk your team.\n:::\n", TEXT)
    return root


def in_one_line(manuscript: Manuscript) -> Manuscript:
    """Return what a writer writes that raises nothing."""
    def flat(element: Element) -> Elements:
        return element["c"]

    return replace(manuscript, sections=tuple(
        replace(each, title=rewrite(each.title, flat, ("Superscript",)),
                blocks=rewrite(each.blocks, flat, ("Superscript",))) for each in manuscript.sections))


@pytest.mark.slow
def test_a_raised_figure_is_right_in_every_product_and_one_that_is_not_is_seen(project: Path, tmp_path: Path) -> None:
    source = composed.source_of(project, tmp_path / "cache")
    assert [each for each in checks.examine("source", source) if each.check != "reading-level"] == []
    for draft in composed.drafts(project, composed.manuscripts(source, CHANNELS)):
        assert composed.told(checks.examine("draft", draft)) == set()
        assert composed.read_back(draft) == []
        if draft.manuscript.edition.channel.id == "handout-a4":
            with pikepdf.open(BytesIO(draft.rendering.content)) as pdf, pdf.open_outline() as outline:
                titles = [each.title for each in outline.root]
            assert "Waiting for 10⁹ and 10⁻¹²" in titles
        if draft.manuscript.edition.channel.id in composed.CHEAP[:-1]:
            (faulty,) = composed.drafts(project, [draft.manuscript], in_one_line)
            assert "parity-number" in " ".join(composed.read_back(faulty)), draft.manuscript.edition.output


@pytest.mark.parametrize(("words", "rules"), [
    ("Blood has 10^9^ cells.", {"number-without-fact"}),
    ("Say [109 and 10^-12^]{fact=count}.", {"fact-number-mismatch", "fact-number-lost"}),
    ("Say [10^8^ and 10^-12^]{fact=count}.", {"fact-number-mismatch", "fact-number-lost"}),
    ("Say [10 and 10^-12^]{fact=count}.", {"fact-number-mismatch", "fact-number-lost"}),
    ("Say [10^9^ and 10^12^]{fact=count}.", {"fact-number-mismatch", "fact-number-lost"}),
    ("Say [10^9^ and 10⁻¹²]{fact=count}.", {"character-without-form"}),
    ("Up to [5^0^ percent]{fact=remission}.", {"fact-number-mismatch", "fact-number-lost", "qualifier-lost"}),
    ("[Up to 5~0~ percent]{fact=remission}.", {"fact-number-mismatch", "fact-number-lost", "literal-markup"}),
    ("[Up to ^50^ percent]{fact=remission}.", {"disguised-figure"}),
    ("Say [10^9^ and 10^-12^]{fact=count}, m^2^, CO~2~, ^14^C and T~max~.", set()),
    ("[Up to 50 percent of children]{fact=remission} on the i^th^ day.", set()),
])
def test_a_rule_reads_a_raised_figure_as_a_person_does(
    words: str, rules: set[str], project: Path, tmp_path: Path, edit: Edit,
) -> None:
    edit(project / TOPIC, "\n::: ask-your-team", f"\n{words}\n\n::: ask-your-team")
    found = checks.examine("source", composed.source_of(project, tmp_path / "cache"))
    line = (project / TOPIC).read_text("utf-8").split("\n").index(words) + 1
    assert {each.check for each in found} - {"reading-level"} == rules
    assert {each.place.line for each in found if each.check in rules} <= {line}
