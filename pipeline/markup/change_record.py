"""Writes the change record of a release as one HTML page that needs no other file, for those who review and print it.

Like the job ticket it is for the makers, so it speaks English; the sentences that it quotes keep their own language.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup import stylesheet
from pipeline.model.artifact import Design
from pipeline.model.changes import Change, Changes, FactChange
from pipeline.tools.pictures.page_pairs import DrawnPage

#: What reads the page: tokens, shared looks, its own.
_SHEETS = ("base", "changes")
PagePairs = Mapping[str, Sequence[tuple[DrawnPage | None, DrawnPage | None]]]


def page(
    title: str, version: str, changes: Changes | None, pages: PagePairs, design: Design, *, left_out: str = ""
) -> str:
    """Return the page; `changes` is None for the first release, `pages` holds the pages that differ by product.

    `left_out` says why no page was compared, where none was.
    """
    css = stylesheet.stylesheet(design, "srgb", "handout", *_SHEETS)
    heading = f"Change record: {title}, version {version}"
    told = "".join(_told(changes, pages, left_out)) if changes else (
        "<p>This is the first release. There is nothing to compare it with.</p>")
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(heading)}</title>'
            f"<style>{css}</style></head><body><main><h1>{escape(heading)}</h1>\n{told}</main></body></html>\n")


def _told(changes: Changes, pages: PagePairs, left_out: str) -> Iterator[str]:
    counts = (f"{len(changes.sentences)} changes of sentences, {len(changes.facts)} of facts, "
              f"{sum(map(len, pages.values()))} pages that look different")
    yield f'<p>Compared with version {escape(changes.since)}: <span class="count">{counts}</span>.</p>\n'
    yield ("<p>What was taken out is <del>struck through</del>, what was put in is <ins>underlined and bold</ins>."
           "</p>\n")
    yield "<h2>Facts of the ledger</h2>\n"
    yield _table("Facts whose figures, wording or sources are not what they were", ("Fact", "Before", "Now"),
                 [_fact_row(each) for each in changes.facts], "No fact has changed.")
    yield "<h2>Text</h2>\n"
    yield _table("Sentences that are not what they were", ("Where", "Before", "Now"),
                 [_sentence_row(each) for each in changes.sentences], "No sentence has changed.")
    yield "<h2>Pages</h2>\n"
    yield from (_pages(output, pairs) for output, pairs in pages.items())
    if not any(pages.values()):
        yield f"<p>{escape(left_out) or 'No page looks different.'}</p>\n"
    yield "<h2>Files</h2>\n"
    rows = [[f"<code>{escape(path)}</code>", state] for state, paths in (
        ("new", changes.files_added), ("gone", changes.files_removed), ("changed", changes.files_changed))
        for path in paths]
    yield _table("Files that are not what they were", ("File", "State"), rows, "Every file is what it was.")


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], otherwise: str) -> str:
    """Return a table whose rows begin with their own head; a sentence where there are no rows."""
    if not rows:
        return f"<p>{otherwise}</p>\n"
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "".join(f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>\n'
                   for row in rows)
    kind = ' class="compared"' if "Before" in heads else ""
    return f"<table{kind}><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>\n"


# --- facts ---


def _fact_row(change: FactChange) -> list[str]:
    what = f": {escape(change.field)}" if change.field else f" ({'added' if not change.old else 'removed'})"
    return [f"{escape(change.fact)}{what}", *(_data(each) or "(none)" for each in (change.old, change.new))]


def _data(value: Any) -> str:
    """Return a field of a fact as people read it: a list of figures, words."""
    if isinstance(value, list):
        items = "".join(f"<li>{_data(each)}</li>" for each in value)
        return f"<ul>{items}</ul>" if items else ""
    if isinstance(value, dict):
        return "; ".join(f"{escape(str(name))} {escape(str(each))}" for name, each in value.items()
                         if each not in (None, "", False))
    return escape(str(value)) if value not in (None, "") else ""


def _or_none(words: str) -> str:
    return words or "(none)"


# --- text ---


def _sentence_row(change: Change) -> list[str]:
    old, new = _marked(change) if change.kind == "changed" else (escape(change.old), escape(change.new))
    if change.kind == "added":
        new = f"<ins>{new}</ins>"
    if change.kind == "removed":
        old = f"<del>{old}</del>"
    figures = ""
    if change.kind == "changed" and (change.figures_old or change.figures_new):
        before, now = (", ".join(each) or "none" for each in (change.figures_old, change.figures_new))
        figures = f"<p>Figures: {escape(before)} → <strong>{escape(now)}</strong></p>"
    language = quoteattr(change.products[0].partition("/")[0])
    where = f'{escape(change.section)} <span class="where">{change.kind}, in {_counted(change.products)}</span>'
    return [where, f"<p lang={language}>{old or '(none)'}</p>", f"<p lang={language}>{new or '(none)'}</p>{figures}"]


def _counted(products: Sequence[str]) -> str:
    shown = ", ".join(escape(each) for each in products[:2])
    return shown + (f" and {len(products) - 2} more" if len(products) > 2 else "")


def _marked(change: Change) -> tuple[str, str]:
    """Return both sentences with the words marked in which they differ."""
    old, new = change.old.split(), change.new.split()
    before, now = [], []
    for kind, begin, end, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = escape(" ".join(old[begin:end])), escape(" ".join(new[start:stop]))
        before.append(gone if kind == "equal" or not gone else f"<del>{gone}</del>")
        now.append(come if kind == "equal" or not come else f"<ins>{come}</ins>")
    return " ".join(filter(None, before)), " ".join(filter(None, now))


# --- pages ---


def _pages(output: str, pairs: Sequence[tuple[DrawnPage | None, DrawnPage | None]]) -> str:
    if not pairs:
        return ""
    drawn = "".join(f'<div class="pair">{_figure(output, "Before", old)}{_figure(output, "Now", new)}</div>\n'
                    for old, new in pairs)
    return f"<h3>{escape(output)}</h3>\n{drawn}"


def _figure(output: str, when: str, drawn: DrawnPage | None) -> str:
    if drawn is None:
        return f'<figure><figcaption>{when}</figcaption><p class="none">no such page</p></figure>'
    data = b64encode(drawn.png).decode()
    alt = f"{when}: page {drawn.number} of {output}; its words stand in the table of sentences"
    return (f"<figure><figcaption>{when}: page {drawn.number}</figcaption>"
            f'<img src="data:image/png;base64,{data}" alt={quoteattr(alt)}></figure>')
