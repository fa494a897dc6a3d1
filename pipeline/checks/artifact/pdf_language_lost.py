"""A tagged PDF does not say in which language some of its words are (ISO 14289-1, 7.2).

A voice for another language makes them hard to understand, or something else. What an author marks with its language,
and each side of a product in two languages, has to stand below a tag that names it.
"""

from collections.abc import Iterator

from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Findings
from pipeline.model.tree import Elements, attributes, branches, plain_text, rewrite
from pipeline.tools.reading import pdf_tree
from pipeline.tools.reading.pdf_tree import Tag

DEPTH = "full"
MEDIA_TYPES = frozenset({media_type.PDF})


def check(artifact: Artifact) -> Findings:
    if artifact.manuscript is None or "PDF/UA-1" not in artifact.manuscript.edition.contract.claims:
        return
    meant: dict[str, str] = {}
    for section in artifact.manuscript.sections:
        for tag, words in _marked([*section.title, *section.blocks]):
            meant[tag] = meant.get(tag, "") + words
    root = pdf_tree.tree(artifact.content) if meant else None
    for tag, words in meant.items():
        if root and not _holds("".join(_said_in(root, tag)), words):
            yield artifact.fault(f"words in the language “{tag}” are not tagged as such",
                                 why="they are read aloud as words of another language",
                                 fix="mend the tags in pipeline/tools/pdf/pdf_tags.py")


def _marked(content: Elements) -> Iterator[tuple[str, str]]:
    """Yield words with the language that they are marked with; what pictures and notes say stands elsewhere."""
    for each in branches(rewrite(content, lambda _: [], ("Image", "Note"))):
        if tag := attributes(each)[2].get("lang"):
            yield tag, plain_text([each])


def _said_in(tag: Tag, wanted: str) -> Iterator[str]:
    """Yield the words of the outermost tags of a language."""
    if tag.language == wanted:
        yield tag.words
    else:
        for kid in tag.kids:
            yield from _said_in(kid, wanted)


def _holds(found: str, meant: str) -> bool:
    """Tell whether letters stand in their order among others, as the number of a page behind a link."""
    letters = filter(str.isalnum, found)
    return all(letter in letters for letter in filter(str.isalnum, meant))
