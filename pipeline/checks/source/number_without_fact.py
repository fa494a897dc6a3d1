"""A figure stands outside the marks of any fact.

Nobody can tell where it comes from, and no check guards it. Mark the words that state a fact (`[words]{fact=...}`;
temperatures, times and telephone numbers are facts, too), or say it without a figure. A name or an idiom (COVID-19, a
second opinion) is none where `no_figures` in `source/<language>/wording.yaml` lists it; it hides no other figure beside
it. Explanations of terms and labels hold no figures at all, but for the names of months (1月).
"""

from pipeline.model.finding import Findings, error
from pipeline.model.idioms import without_idioms
from pipeline.model.prose import figures, passages
from pipeline.model.publication import Source
from pipeline.model.wording import figures_in

#: The labels of months: a date is no medical figure.
MONTHS = frozenset(f"month-{number}" for number in range(1, 13))
_WHY = "nobody could tell where the figure comes from"
_FIX = ("{mend}, or say it without a figure; or, where it is a name or an idiom, add it to `no_figures` in "
        "source/{language}/wording.yaml")


def check(source: Source) -> Findings:
    for passage in passages(source):
        fix = _FIX.format(mend="mark the words that state a fact: [words]{fact=...}", language=passage.language.tag)
        for _, written, place in figures(passage, passage.blocks):
            yield error(place, f"“{written}” is a figure outside the marks of a fact", why=_WHY, fix=fix)
    for language in source.publication.languages.values():
        fix = _FIX.format(mend="take it out", language=language.tag)
        for name, text in ((name, text) for name, text in language.labels.items() if name not in MONTHS):
            has_any = any(figures_in(text, language.wording))
            left = without_idioms(text, language.wording) if has_any else ""
            for _, written in figures_in(left, language.wording):
                yield error(source.tree.place(f"source/{language.tag}/labels.yaml", (name,)),
                            f"“{written}” is a figure in a label", why=_WHY, fix=fix)
