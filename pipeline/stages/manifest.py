"""Tells what was built: `manifest.json` for programs, `SHA256SUMS` for `sha256sum -c`."""

import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.model.job import Made
from pipeline.model.publication import Publication
from pipeline.model.standing import standing
from pipeline.tools.keeping import digest, whole_file

#: What the manifest tells of a file in the words of its record.
_TOLD = ("sha256", "bytes", "media_type", "language", "channel", "format", "imprint", "pages")


def write(build: Path, publication: Publication, made: Iterable[Made]) -> None:
    """Write both files; they hold no time and no path of this machine."""
    products = sorted(made, key=lambda each: each.output)
    told = content(publication, products)
    sums = {**{each.output: each.sha256 for each in products}, "manifest.json": digest.of_bytes(told)}
    whole_file.write(build / "manifest.json", told)
    whole_file.write(build / "SHA256SUMS", digest.sums(sums))


def content(publication: Publication, made: Iterable[Made]) -> bytes:
    """Return manifest.json."""
    identity, products = publication.identity, sorted(made, key=lambda each: each.output)
    told = {
        "publication": identity.id,
        "version": identity.version,
        "published": identity.published.isoformat(),
        "next_review": identity.next_review.isoformat(),
        "review": [_review(publication, tag) for tag in publication.languages],
        "artifacts": [_entry(each) for each in products],
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def _review(publication: Publication, tag: str) -> dict[str, object]:
    held = standing(publication, tag)
    return {"language": tag, "is_approved": held.is_approved, "missing": [role.id for role in held.missing]}


def _entry(made: Made) -> dict[str, object]:
    return {"path": made.output, **{name: getattr(made, name) for name in _TOLD},
            "facts": [{"id": fact, "sources": sources} for fact, sources in made.facts.items()]}
