"""The source lacks a file that no product can do without.

Every publication has its identity, ledger, references and review state, and each of its languages has its labels,
glossary and wording, unless it is one of `drafts`; the looks of all products come from styles/tokens.yaml. Add the
file, or take the language out of `languages` in publication.yaml.
"""

from pipeline.model import drafts
from pipeline.model.finding import Finding, Findings, Place, error
from pipeline.model.source_files import NEEDED, NEEDED_BY_LANGUAGE, TOKENS
from pipeline.model.source_tree import SourceTree

_PUBLICATION = "source/publication.yaml"


def check(tree: SourceTree) -> Findings:
    for name in NEEDED:
        if f"source/{name}" not in tree.files:
            yield _missing(Place(f"source/{name}"), f"source/{name}")
    if TOKENS not in tree.files:
        yield error(Place(TOKENS), f"the file {TOKENS} is missing", why="no product can be made without it",
                    fix="bring it back from an earlier version; styles/README.md says what stands in it")
    for index, tag in enumerate(_languages(tree)):
        for name in NEEDED_BY_LANGUAGE if tag not in drafts.named(tree) else ():
            path = f"source/{tag}/{name}"
            if path not in tree.files:
                yield _missing(tree.place(_PUBLICATION, ("languages", index)), path)


def _languages(tree: SourceTree) -> list[object]:
    """Return the languages that publication.yaml names, whatever its form."""
    document = tree.documents.get(_PUBLICATION)
    data = document.data if document else None
    languages = data.get("languages") if isinstance(data, dict) else None
    return languages if isinstance(languages, list) else []


def _missing(place: Place, path: str) -> Finding:
    return error(place, f"the file {path} is missing", why="no product can be made without it",
                 fix=f"add {path}; source/README.md says what stands in it")
