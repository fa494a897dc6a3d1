"""A note calls another note, or itself.

The reader of Markdown drops such a call, and what the other note says with it; a note that calls itself would have no
end. Say it in one note, or in the text.
"""

from pipeline.model.authors_text import CALL, notes, without_comments
from pipeline.model.finding import Findings, error
from pipeline.model.source_tree import SourceTree


def check(tree: SourceTree) -> Findings:
    for file in tree.texts():
        text = without_comments(file.text or "")
        for name, lines in notes(text).items() if "[^" in text and file.path.endswith(".md") else ():
            for offset, line in lines:
                for call in CALL.finditer(line):
                    yield error(file.place(offset + call.start()), f"the note “{name}” calls the note “{call[1]}”",
                                why="what the other says would be in no product",
                                fix="say it in one note, or in the text")
