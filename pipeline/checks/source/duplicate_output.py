"""Two products would be written to the same file or one below the other, or a file's name cannot be worked out.

The later product would replace the earlier one without a word, and no path is a file and a folder at once. `output`
may hold `{language}` and, in a channel with `per_topic: true`, has to hold `{topic}`; with several languages it has to
hold `{language}`.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    """Yield one finding for each channel whose files clash with another product’s, or whose braces do not fit."""
    publication = source.publication
    taken: dict[str, str] = {}
    for channel, document in zip(publication.channels, source.tree.documents_in("channels"), strict=True):
        place = document.place(("output",))
        try:
            outputs = list(channel.outputs(publication.languages, publication.identity.spine))
        except (LookupError, ValueError, AttributeError):
            yield error(place, f"the braces of “{channel.output}” do not fit",
                        why="the file's name cannot be worked out", fix="write {language} or {topic}")
            continue
        clash = next((each for index, each in enumerate(outputs) if each in taken or each in outputs[:index]), "")
        if clash:
            yield error(place, f"{taken.get(clash, channel.id)} writes build/{clash} too",
                        why="one product would replace the other",
                        fix="give the file a name of its own; {language} and {topic} tell products apart")
        taken |= dict.fromkeys(outputs, channel.id)
        for file, below in islice(_nested(set(outputs), taken), 1):
            yield error(place, f"build/{below} of {taken[below]} would stand below build/{file} of {taken[file]}",
                        why="a path is a file or a folder, never both",
                        fix="give one of the two another folder, or a name of its own")


def _nested(outputs: set[str], taken: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each file that another would stand below, and that other, where one of the two is among the outputs."""
    files = set(taken)
    for below in sorted(files):
        for file in sorted(files.intersection(map(str, PurePosixPath(below).parents))):
            if outputs & {below, file}:
                yield file, below
