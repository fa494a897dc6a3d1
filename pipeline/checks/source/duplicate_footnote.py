"""Two notes of a language have the same name.

The topics of a language are read as one text, and only the first of the two notes would be printed, twice. Name notes
after their topic: `[^transplant-1]`.
"""

from pipeline.model.finding import Findings, error
from pipeline.model.prose import NOTE
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    for tag in source.publication.languages:
        seen: set[str] = set()
        for file in source.tree.texts():
            for note in NOTE.finditer(file.text or "") if file.path.startswith(f"source/{tag}/topics/") else ():
                if note[1].casefold() in seen:
                    yield error(file.place(note.start()), f"another note is named “{note[1]}” already",
                                why="only the first of the two would be printed",
                                fix=f"give it a name of its own, such as [^{file.path[:-3].rpartition('/')[2]}-1]")
                seen.add(note[1].casefold())
