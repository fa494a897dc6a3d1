"""A list, a quotation or an explanation is read otherwise than its lines look.

Markdown numbers items one after the other, whatever numbers stand there: “3. 7.” is printed as “3. 4.”. A line without
spaces before it goes on with the item above it, one without “>” with the quotation, and an item stands inside another
only where its mark stands below the words of that one. Number the items one after the other (or each “1.”), indent what
belongs to an item as far as its words, and leave an empty line above what does not.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import written
from pipeline.model.publication import Source
from pipeline.model.written_lists import slips


def check(source: Source) -> Findings:
    for each in written(source):
        for slip in slips(each.text):
            yield error(each.place(slip.offset), slip.said,
                        why="products would show another list than the one that was written", fix=slip.fix)
