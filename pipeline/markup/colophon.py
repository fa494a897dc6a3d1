"""Writes what a product tells of itself: which one it is, who made and paid for it, where to say what is wrong."""

import datetime
from collections.abc import Iterator

from pipeline.markup.imprint_block import QR
from pipeline.model import media_type, tree
from pipeline.model.manuscript import Edition, Section
from pipeline.model.publication import Statements
from pipeline.model.standing import told
from pipeline.model.tree import Element, Elements, words


def section(edition: Edition) -> Section:
    """Return the colophon; what the publication leaves out, nobody is told."""
    blocks = [tree.para(inlines) for inlines in _paragraphs(edition)]
    return Section("colophon", "colophon", words(edition.language.labels["colophon-title"]), blocks + _code(edition))


def _paragraphs(edition: Edition) -> Iterator[Elements]:
    identity, labels = edition.identity, edition.language.labels
    is_short = edition.channel.depth != "full"
    stated = identity.statements.get(edition.language.tag, Statements())
    yield words(_which_one(edition))
    if stated.changes and not is_short:
        yield words(labels["colophon-changes"].format(changes=stated.changes))
    yield words(labels["colophon-publisher"].format(publisher=identity.publisher) + ".")
    yield words(told(edition.standing, labels))
    if cited := _cited(edition):
        yield words(labels["sources"].format(sources="; ".join(cited)) + ".")
    yield words(labels["colophon-disclaimer"])
    if identity.feedback:
        yield _with_address(labels["colophon-feedback"], "address", identity.feedback)
    if identity.web:
        yield _with_address(labels["colophon-web"], "page", identity.web)
    yield words(labels["full-guide" if is_short else "other-formats"])
    yield from (words(each) for each in (stated.funding, stated.interests) if each and not is_short)
    yield words(labels["colophon-licence"].format(licence=identity.licence.id if is_short else identity.licence.name))


def _which_one(edition: Edition) -> str:
    """Return title, version, document and dates, as somebody on the telephone has to name them."""
    identity, labels = edition.identity, edition.language.labels
    title = f"{labels['title']}: {labels['subtitle']}" if edition.channel.per_topic else labels["title"]
    titles = () if "cover" in edition.parts and edition.channel.fold else (title,)  # a folded sheet shows its cover
    is_above = edition.channel.page is not None and edition.channel.page.type == "sheet"  # in the running title
    return ". ".join((
        *titles,
        *(() if is_above else (edition.version, labels["colophon-document"].format(document=edition.document))),
        labels["colophon-published"].format(published=_date(identity.published, labels)),
        labels["colophon-next-review"].format(next_review=_date(identity.next_review, labels)),
    )) + "."


def _date(day: datetime.date, labels: dict[str, str]) -> str:
    return labels["date"].format(day=day.day, month=labels[f"month-{day.month}"], year=day.year)


def _cited(edition: Edition) -> list[str]:
    """Return the sources of what a product states, each in a few words; none where it has a list of them."""
    if "references" in edition.parts:
        return []
    used = {source.ref for topic in edition.told_topics for fact in topic.facts if fact in edition.facts
            for source in edition.facts[fact].sources}
    return list(dict.fromkeys(edition.sources[each] for each in edition.references if each in used))


def _with_address(label: str, name: str, address: str) -> Elements:
    """Return a label with an address as a link in the place of its name."""
    before, behind = label.split(f"{{{name}}}")
    target = address if "://" in address else f"mailto:{address}"
    return [*words(before), tree.link(words(address), target), *words(behind)]


def _code(edition: Edition) -> list[Element]:
    """Return the QR code of the web version for those who hold paper; its address stands above it in words."""
    page = edition.identity.web
    if not page or edition.contract.media_type != media_type.PDF:
        return []
    says = edition.language.labels["contact-qr"].format(page=page)
    picture = {"t": "Image", "c": [tree.attribute(), words(says), [f"{QR}{page}", ""]]}
    return [tree.div([tree.plain([picture])], "", "web-qr")]
