"""A figure stands outside the marks of any fact.

Nobody can tell where it comes from, and no check guards it. Mark the words that state a fact (`[words]{fact=...}`), or
say it without a figure. Explanations of terms and labels hold no figures at all.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import figures, passages
from pipeline.model.publication import Source
from pipeline.model.wording import figures_in

_WHY = "nobody could tell where the figure comes from"
_FIX = "mark the words that state a fact: [words]{fact=...}, or say it without a figure"


def check(source: Source) -> Findings:
    for passage in passages(source):
        for _, written, place in figures(passage, passage.blocks):
            yield error(place, f"“{written}” is a figure outside the marks of a fact", why=_WHY, fix=_FIX)
    for language in source.publication.languages.values():
        for name, text in language.labels.items():
            for _, written in figures_in(text, language.wording):
                yield error(source.tree.place(f"source/{language.tag}/labels.yaml", (name,)),
                            f"“{written}” is a figure in a label", why=_WHY, fix="say it without a figure")
