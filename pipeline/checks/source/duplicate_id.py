"""Two entries have the same id.

Only one of the two would be printed, and a mark or link could mean either. Give one of them another id; an id that was
ever published is not used again.
"""

from typing import Any

from pipeline.model.finding import Findings, error
from pipeline.model.publication import Source


def check(source: Source) -> Findings:
    lists = [("source/facts.yaml", "facts"), ("source/references.yaml", "references")]
    lists += [(f"source/{tag}/glossary.yaml", "terms") for tag, language in source.publication.languages.items()
              if language.terms]
    lists += [(f"source/{tag}/figures.yaml", "figures") for tag, language in source.publication.languages.items()
              if language.figures]
    lists += [("source/publication.yaml", key) for key in ("spine", "languages")]
    lists += [("source/review.yaml", key) for key in ("required", "cards") if getattr(source.publication.review, key)]
    for path, key in lists:
        seen: set[Any] = set()
        for index, entry in enumerate(source.tree.documents[path].data[key]):
            identifier = entry["id"] if isinstance(entry, dict) else entry
            if identifier in seen:
                location = (key, index, "id") if isinstance(entry, dict) else (key, index)
                yield error(source.tree.place(path, location), f"“{identifier}” stands twice in {key}",
                            why="only one of the two would count", fix="give one of them another id, or delete it")
            seen.add(identifier)
