"""Whether what the readers of a language get is approved: what an approval covers, and whose word is missing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pipeline.model.ledger import BOOKKEEPING
from pipeline.model.publication import Publication
from pipeline.model.review import Approval, Role
from pipeline.model.tree import BREAKS, attributes, walk


@dataclass(frozen=True)
class Standing:
    """The approvals of one language that hold, and the roles whose approval is missing."""

    approvals: tuple[Approval, ...]
    missing: tuple[Role, ...]

    @property
    def is_approved(self) -> bool:
        """Tell whether nobody's word is missing."""
        return not self.missing


def standing(publication: Publication, tag: str) -> Standing:
    """Return who approved what the readers of a language get now, and whose word is missing."""
    review = publication.review
    given = [each for each in review.approvals if each.language == tag]
    digest = content_digest(publication, tag) if given else ""
    holding = tuple(each for each in given if each.digest == digest)
    roles = {each.role for each in holding}
    return Standing(holding, tuple(role for role in review.required if role.id not in roles))


def told(standing: Standing, labels: Mapping[str, str]) -> str:
    """Return what readers of a product are told about its review."""
    names = ", ".join(f"{each.name} ({labels[f'role-{each.role}']})" for each in standing.approvals)
    if standing.is_approved:
        return labels["colophon-reviewed"].format(names=names)
    if not standing.approvals:
        return labels["colophon-unreviewed"]
    roles = ", ".join(labels[f"role-{role.id}"] for role in standing.missing)
    return labels["colophon-review-open"].format(names=names, roles=roles)


def slug_words(standing: Standing) -> str:
    """Return what the operator of a press reads; in English, as the job ticket is."""
    if standing.is_approved:
        return "reviewed"
    return "DRAFT, NOT FULLY REVIEWED" if standing.approvals else "DRAFT, NOT REVIEWED"


def content_digest(publication: Publication, tag: str) -> str:
    """Return the SHA-256 of what an approval covers, in hex.

    That is all that readers get: words, figures and facts with their sources, pictures, and what each product chooses
    of them. Looks are not in it, nor version and day of publication, which a release sets.
    """
    data = json.dumps(_content(publication, tag), sort_keys=True, ensure_ascii=False, default=str)
    return sha256(data.encode()).hexdigest()


def _content(publication: Publication, tag: str) -> list[Any]:
    language, identity = publication.languages[tag], publication.identity
    topics = {each.id: [_said(each.title), _said(each.blocks)] for each in language.topics.values()}
    terms = {each.id: [each.term, each.also, _said(language.definitions[each.id])] for each in language.terms}
    facts = {fact.id: fact.model_dump(exclude=BOOKKEEPING, exclude_defaults=True)
             for fact in publication.facts.values()}
    references = {name: _said(blocks) for name, blocks in language.references.items()}
    drawn = {name: figure.model_dump() for name, figure in language.figures.items()}
    choices = sorted({(channel.depth, *channel.all_parts()) for channel in publication.channels})
    own = (identity.publisher, identity.licence.name, identity.next_review, identity.web, identity.feedback,
           identity.statements.get(tag))
    return [tag, identity.spine, *own, language.labels, topics, terms, facts, list(references.items()),
            publication.figures, drawn, choices]


def _said(content: Any) -> str:
    """Return the words of prose with its structure, wherever its lines are broken in the source."""
    return "".join(_pieces(content))


def _pieces(content: Any) -> Iterator[str]:
    for element in walk(content):
        kind = element["t"]
        if kind == "Str":
            yield element["c"]
        elif kind in BREAKS:
            yield " "
        elif kind in ("Code", "CodeBlock"):
            yield element["c"][1]
        else:
            identifier, classes, pairs = attributes(element)
            target = element["c"][2] if kind in ("Link", "Image") else ""
            if kind != "Span" or identifier or classes or pairs:  # places are told by spans without a name
                yield f"\n{kind} {identifier} {classes} {sorted(pairs.items())} {target}\n"
