"""Languages that are drafts: which they are, which files are theirs, and what of their faults is told.

A draft stops nobody: a file of it with an error is left out of it, and what it lacks is counted, not told.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pipeline.model import left_out
from pipeline.model.finding import Finding, Severity, note
from pipeline.model.publication import Publication, Source
from pipeline.model.source_tree import SourceTree

_PUBLICATION = "source/publication.yaml"


def named(tree: SourceTree) -> tuple[str, ...]:
    """Return the languages that publication.yaml calls drafts, whatever its form; the original is none."""
    document = tree.documents.get(_PUBLICATION)
    data = document.data if document and isinstance(document.data, dict) else {}
    languages, drafts = data.get("languages"), data.get("drafts")
    if not (isinstance(languages, list) and isinstance(drafts, list)):
        return ()
    return tuple(dict.fromkeys(each for each in drafts if isinstance(each, str) and each in languages[1:]))


def files_of(tree: SourceTree, tags: Iterable[str]) -> frozenset[str]:
    """Return the paths of all files of some languages."""
    folders = tuple(f"source/{tag}/" for tag in tags)
    return frozenset(path for path in tree.files if path.startswith(folders)) if folders else frozenset()


def finished(publication: Publication) -> Publication:
    """Return a publication without its drafts."""
    return _of(publication, (tag for tag in publication.languages
                             if tag == publication.identity.original or tag not in publication.identity.drafts))


def beside_original(publication: Publication, tag: str) -> Publication:
    """Return a publication with its original and one draft."""
    return _of(publication, (publication.identity.original, tag))


def _of(publication: Publication, tags: Iterable[str]) -> Publication:
    return replace(publication, languages={tag: publication.languages[tag] for tag in tags})


def spared(
    tree: SourceTree, tags: Iterable[str], find: Callable[[SourceTree], list[Finding]]
) -> tuple[SourceTree, list[Finding]]:
    """Return a tree without the files of drafts that have an error, and what is told; `find` says what is wrong in one.

    A file that is left out may be missed by another, so what is left is looked at again.
    """
    told: list[Finding] = []
    while True:
        paths, found = files_of(tree, tags), find(tree)
        faulty = {each.place.path for each in found if each.severity is Severity.ERROR} & paths
        if not faulty:
            return tree, [*told, *found]
        told += eased(each for each in found if each.place.path in faulty)
        tree = tree.without(faulty)


def own(findings: Iterable[Finding], tag: str) -> list[Finding]:
    """Return what is found in the files of a language itself."""
    return [each for each in findings if each.place.path.startswith(f"source/{tag}/")]


def eased(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings about a draft as it needs them: errors are warnings."""
    return [replace(each, severity=Severity.WARNING) if each.severity is Severity.ERROR else each for each in findings]


def told(source: Source) -> Iterator[Finding]:
    """Yield the note that a language is a draft, and those of the products that cannot be made in it."""
    for index, tag in enumerate(source.publication.identity.drafts):
        yield note(source.tree.place(_PUBLICATION, ("drafts", index)), f"“{tag}” is a draft: what it has is built",
                   why="its products say so, and no clinic and no release gets them",
                   fix=f"what is missing is counted by: python -m pipeline translate status {tag}").of("draft-language")
    yield from (each.of("product-left-out") for each in left_out.told(source, source.publication.identity.drafts))
