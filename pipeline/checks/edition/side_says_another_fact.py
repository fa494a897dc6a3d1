"""Of two units that stand beside each other in two languages, one states a fact that the other does not.

Who reads one column has to be told what the other says, and nothing else: its figures, its limits. Mark the same facts
in both languages, in the same paragraph, item or cell.
"""

from pipeline.model import side_by_side
from pipeline.model.finding import Findings, error
from pipeline.model.manuscript import Manuscript
from pipeline.model.tree import Elements, facts_in, plain_text, walk


def check(manuscript: Manuscript) -> Findings:
    for section in manuscript.sections if manuscript.edition.beside else ():
        for one, other in side_by_side.rows(section.blocks):
            differing = set(facts_in(one)) ^ set(facts_in(other))
            if differing:
                at = next((each["at"] for each in walk(other or one) if each.get("at")), "")
                yield error(manuscript.place_at(at),
                            f"of “{_first(one)}” and “{_first(other)}”, which stand side by side, one alone states"
                            f" {', '.join(f'“{each}”' for each in sorted(differing))}",
                            why="readers of two columns would be told different things",
                            fix="mark the same facts in both languages, in the same paragraph, item or cell")


def _first(content: Elements) -> str:
    return " ".join(plain_text(content).split()[:8])
