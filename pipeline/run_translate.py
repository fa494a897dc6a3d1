"""The flow of translations: how each stands to the original, and how one begins."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import sound
from pipeline.markup import language_files
from pipeline.model import confirmable, pairing
from pipeline.model.failure import WrongUsage
from pipeline.model.nearest import suggestion
from pipeline.model.publication import Publication
from pipeline.model.source_tree import SourceTree
from pipeline.model.standing import standing
from pipeline.tools.keeping import whole_file
from pipeline.tools.words import locales
from pipeline.tools.words.yaml_reader import read_yaml

_PUBLICATION = "source/publication.yaml"
_HEADS = ("language", "units", "done", "stale", "missing", "left over", "confirmed", "reviewed")


@dataclass(frozen=True)
class Progress:
    """How a language stands to the original: how many of its units are translated, and confirmed.

    `units` counts those of the original, `done` those that are translated and were not changed since, `left_over` what
    the original does not say; `confirmed` counts the language's own. `missing_roles` have not approved it yet.
    """

    language: str
    is_original: bool
    units: int
    done: int
    stale: int
    missing: int
    left_over: int
    own_units: int
    confirmed: int
    reviewed_by: tuple[str, ...]
    missing_roles: tuple[str, ...]


def status(root: Path, wanted: Iterable[str]) -> list[Progress]:
    """Return how each language stands, or those wanted; raises WrongUsage for one that is not there."""
    publication = sound.told_of(root, "nobody can tell how its languages stand").publication
    tags = publication.identity.languages
    for each in wanted:
        if each not in tags:
            raise WrongUsage(f"there is no language “{each}”{suggestion(each, tags)}; there is: {', '.join(tags)}")
    return [_progress(publication, tag) for tag in tags if not wanted or tag in wanted]


def new_language(root: Path, tag: str) -> list[str]:
    """Write the first files of a language, and name it as a draft; return the paths written, from the project's root.

    Raises WrongUsage for a tag that nobody knows, and where something stands in its place already.
    """
    source, known = sound.told_of(root, "no language can be added"), locales.conventions(tag)
    publication, folder = source.publication, root / "source" / tag
    if known is None or known.tag != tag:
        raise WrongUsage(f"“{tag}” is no language that CLDR knows by this tag"
                         + (f"; did you mean “{known.tag}”?" if known else "; take it from BCP 47: fr, ar, pt-BR"))
    if folder.exists() or tag in publication.identity.languages:
        raise WrongUsage(f"the language “{tag}” is there already, in source/{tag} or in source/publication.yaml")
    roles = [f"role-{role.id}" for role in publication.review.required]
    written = {f"source/{tag}/{name}": text for name, text in language_files.files(
        publication.languages[publication.identity.original], known, roles).items()}
    written[_PUBLICATION] = _with_draft(source.tree, tag)
    for path, text in written.items():
        whole_file.write(root / path, text.encode())
    return list(written)


def _with_draft(tree: SourceTree, tag: str) -> str:
    """Return publication.yaml with a draft more; raises WrongUsage where a program cannot write it in."""
    before = tree.documents[_PUBLICATION].data
    text = "".join(language_files.with_draft(tree.files[_PUBLICATION].text or "", tag))
    wanted = {**before, "languages": [*before["languages"], tag], "drafts": [*before.get("drafts", []), tag]}
    if read_yaml(_PUBLICATION, text).data != wanted:
        raise WrongUsage(f"write languages and drafts of source/publication.yaml in one line each: languages: "
                         f"[{', '.join(before['languages'])}]")
    return text


def _progress(publication: Publication, tag: str) -> Progress:
    is_original, held = tag == publication.identity.original, standing(publication, tag)
    pairs = [] if is_original else pairing.of_language(publication, tag)
    stale, missing, left_over = (sum(len(each.original) or len(each.units) for each in pairs if each.state == state)
                                 for state in ("stale", "missing", "left-over"))
    units = pairing.count(publication)
    opened = sum(each.unit is not None for each in confirmable.unconfirmed(publication)[tag])
    own = len(confirmable.units(publication, tag))
    return Progress(
        tag, is_original, units, done=units - stale - missing, stale=stale, missing=missing, left_over=left_over,
        own_units=own, confirmed=own - opened, reviewed_by=tuple(each.role for each in held.approvals),
        missing_roles=tuple(each.id for each in held.missing))


def as_text(found: Iterable[Progress]) -> str:
    """Return a table for people."""
    rows = [_HEADS, *(_row(each) for each in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    return "\n".join("  ".join(cell.ljust(width) if not column else cell.rjust(width)
                               for column, (cell, width) in enumerate(zip(row, widths, strict=True))) for row in rows)


def _row(each: Progress) -> tuple[str, ...]:
    roles = len(each.reviewed_by) + len(each.missing_roles)
    return (each.language, *map(str, (each.units, each.done, each.stale, each.missing, each.left_over)),
            f"{each.confirmed} of {each.own_units}", f"{len(each.reviewed_by)} of {roles}")


def as_json(found: Iterable[Progress]) -> str:
    """Return the table for programs."""
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2)
