"""Writes the report's tables of facts: which product states each, and on which of its pages."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from pipeline.model.overview import Card, Overview, Row


def tables(shown: Overview) -> str:
    """Return a table for each language: facts down, products across, in each cell links to the pages."""
    return "".join(_table(shown.facts, [each for each in shown.cards if each.language == held.tag], held.tag)
                   for held in shown.languages)


def _table(facts: Sequence[Row], cards: Sequence[Card], tag: str) -> str:
    columns: dict[str, list[Card]] = {}
    for each in cards:
        if each.pages_by_fact:
            columns.setdefault(each.column, []).append(each)
    heads = "".join(f'<th scope="col"><span>{escape(column)}</span></th>' for column in columns)
    rows = "".join(_row(fact, list(columns.values())) for fact in facts)
    name = f"Where each fact stands, {escape(tag)}"
    return (f'<div class="scroll facts" role="region" aria-label={quoteattr(name)} tabindex="0"><table>'
            f'<caption>{name}</caption><thead><tr><th scope="col">Fact</th>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>\n")


def _row(fact: Row, columns: Sequence[Sequence[Card]]) -> str:
    cells = "".join(f"<td>{' '.join(_links(fact, column))}</td>" for column in columns)
    return f'<tr><th scope="row">{escape(fact.id)}<span>{escape(fact.statement)}</span></th>{cells}</tr>\n'


def _links(fact: Row, column: Sequence[Card]) -> Iterator[str]:
    for card in (each for each in column if fact.id in each.pages_by_fact):
        pages = card.pages_by_fact[fact.id]
        if card.topic or not pages:
            yield _link(card, pages[:1], card.topic or "yes")
        else:
            yield from (_link(card, (page,), str(page)) for page in pages)


def _link(card: Card, pages: Sequence[int], words: str) -> str:
    spot = f"#page={pages[0]}" if pages else ""
    return f"<a href={quoteattr(f'../{quote(card.path)}{spot}')}>{escape(words)}</a>"
