"""Words that state a fact leave out something that the fact lists, or list something that it does not.

A list that is shorter than its source hides a danger; a longer one invents it. `items` of the fact in facts.yaml says
what it lists, `items` in wording.yaml how each may be worded.
"""

from pipeline.model import tree
from pipeline.model.finding import Findings, error
from pipeline.model.ledger import Fact
from pipeline.model.prose import Mark, stated
from pipeline.model.publication import Source
from pipeline.model.wording import has_item


def check(source: Source) -> Findings:
    for mark in stated(source):
        fact = source.publication.facts.get(mark.fact)
        if fact and fact.items:
            yield from _lost(mark, fact)
            yield from _added(mark, fact)


def _lost(mark: Mark, fact: Fact) -> Findings:
    wording = mark.passage.language.wording
    for item in fact.items:
        wordings = wording.items.get(item, ())
        if wordings and not has_item(mark.text, item, wording):
            yield error(mark.place, f"the words leave out “{item}” of the list of “{mark.fact}”",
                        why="a list that is shorter than its source hides something",
                        fix=f"say inside the marks: {' / '.join(wordings[:4])}")


def _added(mark: Mark, fact: Fact) -> Findings:
    wording = mark.passage.language.wording
    if not all(wording.items.get(each) for each in fact.items):
        return  # another rule tells which has no words
    lists = [each["c"] if each["t"] == "BulletList" else each["c"][1] for each in tree.walk([mark.element])
             if each["t"] in ("BulletList", "OrderedList")]
    for item in (item for each in lists for item in each):
        words = tree.plain_text(item)
        if not any(has_item(words, each, wording) for each in fact.items):
            yield error(mark.passage.place_of(item[0]) if item else mark.place,
                        f"the fact “{mark.fact}” does not list “{words}”",
                        why="its sources do not say it", fix="take it out of the list, or add it to `items` there")
