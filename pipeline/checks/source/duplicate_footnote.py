"""Two notes of a file have the same name.

Only the first of the two would be printed, wherever the name is called.
"""

from pipeline.model.authors_text import NOTE
from pipeline.model.finding import Findings, error
from pipeline.model.prose import written
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for each in written(source):
        seen: set[str] = set()
        for note in NOTE.finditer(each.text):
            if note[1].casefold() in seen:
                yield error(each.place(note.start()), f"another note is named “{note[1]}” already",
                            why="only the first of the two would be printed", fix="give it a name of its own")
            seen.add(note[1].casefold())
