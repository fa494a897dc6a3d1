"""A note that no text calls reaches no product.

`[^x]: the note` is printed where `[^x]` stands in the text of the same file; without that call its words are dropped.
"""

from pipeline.model.authors_text import CALL, NOTE
from pipeline.model.finding import Findings, error
from pipeline.model.prose import written
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for each in written(source):
        called = {call[1].casefold() for call in CALL.finditer(each.text)}
        for note in NOTE.finditer(each.text):
            if note[1].casefold() not in called:
                yield error(each.place(note.start()), f"no text calls the note “{note[1]}”",
                            why="its words are in no product",
                            fix=f"write [^{note[1]}] behind the words that it belongs to, or say it in the text")
