"""A column of a table stands on paper to another side than the author wrote (`|---:|` right, `|:---:|` in the middle).

Measured is where the lines of its cells were laid out. Figures are compared down a column that stands to the right; to
the left, 9 looks more than 10. E-book, web page and Word file are read back instead (parity-alignment).
"""

from pipeline.model.artifact import Draft
from pipeline.model.finding import Findings, error
from pipeline.model.parity import words_of
from pipeline.model.tree import Element, plain_text, table, with_numbers
from pipeline.readback.sides import of_tree


def check(draft: Draft) -> Findings:
    tables = [each for section in draft.manuscript.sections for each in section.branches if each["t"] == "Table"]
    for shown in draft.layout.tables:
        alike = [each for each in tables if _letters(_head(each)) == _letters(shown.head)] or tables[:1]
        if not any(_is_so(of_tree(each), shown.sides) for each in alike):
            yield error(draft.manuscript.place_at(alike[0].get("at", "") if alike else ""),
                        f"the columns of the table “{shown.head}” stand {', '.join(shown.sides)} instead of"
                        f" {', '.join(of_tree(alike[0])) if alike else 'nowhere'}",
                        why="figures in a column are compared by where they stand",
                        fix="let no rule of styles/css give the cells of tables another text-align")


def _head(element: Element) -> str:
    return plain_text(with_numbers(table(element)[1]))


def _letters(text: str) -> str:
    return "".join(words_of(text))


def _is_so(meant: tuple[str, ...], shown: tuple[str, ...]) -> bool:
    return len(shown) <= len(meant) and all(other in ("", one) for one, other in zip(meant, shown, strict=False))
