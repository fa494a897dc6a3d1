"""Writes the report: one static page about products, facts and whose word is missing; it loads its pictures alone.

Like the job ticket it is for the makers, so it speaks English; the words that it quotes keep their own language.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from pipeline.markup import report_facts
from pipeline.markup.picture_file import data_uri
from pipeline.markup.stylesheet import dark_colours, font_faces, stylesheet
from pipeline.model.artifact import Design
from pipeline.model.finding import Finding, Severity
from pipeline.model.overview import GROUPS, Answer, Card, InLanguage, OpenWords, Overview
from pipeline.tools.typesetting import fonts

_SHEETS = ("base", "screen", "report")
_TOKENS = ("web", "web-font", "font", "color", "meaning", "meaning-dark")
#: What a browser may load (Content Security Policy, level 3): no script, nothing from elsewhere.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: file:; font-src data:"
_PARTS = (("state", "Is it fit to print?"), ("findings", "What was found"), ("products", "Products"),
          ("facts", "Facts and the pages that state them"), ("words", "Whose word is missing"),
          ("build", "What the last build made"))
#: So many open words are shown; the command tells all.
_MOST_WORDS = 100


def page(shown: Overview, findings: Sequence[Finding], design: Design, *, is_broken: bool = False) -> str:
    """Return the page; `is_broken` where the source cannot be built from, so that the products are older than it."""
    title = escape(f"Report: {shown.title}, version {shown.version}")
    links = "".join(f'<li><a href="#{anchor}">{name}</a></li>' for anchor, name in _PARTS)
    bodies = (_state(shown, findings, is_broken=is_broken), _findings(findings), _products(shown.cards),
              report_facts.tables(shown), _words(shown), _build(shown))
    parts = "".join(f'<section id="{anchor}" aria-labelledby="{anchor}-name"><h2 id="{anchor}-name">{name}</h2>\n{body}'
                    "</section>\n" for (anchor, name), body in zip(_PARTS, bodies, strict=True))
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content={quoteattr(POLICY)}>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta name="color-scheme" content="light dark"><title>{title}</title>'
            f"<style>{css(design)}</style></head>\n"
            f'<body><a class="skip" href="#state">Skip to the text</a>\n<header><h1>{title}</h1>'
            f"<p>Published {shown.published}, to be reviewed by {shown.next_review}.</p></header>\n"
            f'<nav aria-label="Parts of this page"><ul>{links}</ul></nav>\n<main>\n{parts}</main></body></html>\n')


def css(design: Design, *more: str, has_fonts: bool = True) -> str:
    """Return the style sheet, fonts inside it; nothing for a publication whose styles know no screen."""
    if not all(each in design.tokens for each in _TOKENS):
        return ""
    sheets = [each for each in (*_SHEETS, *more) if each in design.css]
    faces = [each for each in fonts.web_faces(design) if each[-1].is_file()] if has_fonts else []
    named = font_faces(tuple(faces), lambda path: data_uri("font/woff2", fonts.content(path)))
    return "\n".join((named, stylesheet(design, "srgb", "web", *sheets), dark_colours(design, "screen and ")))


def address(path: str) -> str:
    """Return how the page links to a file below build/."""
    return quoteattr(f"../{quote(path)}")


# --- is it fit to print? ---


def _state(shown: Overview, findings: Sequence[Finding], *, is_broken: bool) -> str:
    broken = ('<p class="broken"><strong>The source has errors, so nothing was built from it. What stands below is '
              "what the last build made.</strong></p>\n" if is_broken else "")
    rows = "".join(f'<li class="{"good" if is_well else "open"}"><strong>{"Yes" if is_well else "No"}:</strong> '
                   f"{words}</li>\n" for is_well, words in _judged(shown, findings))
    return f'{broken}<ul class="judged">{rows}</ul>\n'


def _judged(shown: Overview, findings: Sequence[Finding]) -> Iterator[tuple[bool, str]]:
    counts = Counter(each.severity for each in findings)
    yield not counts[Severity.ERROR], f"no errors ({counts[Severity.ERROR]})"
    yield not counts[Severity.WARNING], f"no warnings ({counts[Severity.WARNING]}; {counts[Severity.NOTE]} notes)"
    old = sum(each.state != "built" for each in shown.cards)
    yield not old, f"every product is built from the source as it is ({len(shown.cards) - old} of {len(shown.cards)})"
    unasked = sum(any(answer.findings is None for answer in each.answers) for each in shown.cards)
    yield not unasked, (f"every validator has examined every product ({unasked} products wait for it; "
                        "<code>make check</code> asks all)")
    yield not shown.open_words, f"every word is confirmed ({len(shown.open_words)} open)"
    missing = [each.tag for each in shown.languages if each.missing]
    yield not missing, f"every language is approved ({escape(', '.join(missing)) or 'all'}{' not' if missing else ''})"


# --- findings ---


def _findings(findings: Sequence[Finding]) -> str:
    if not findings:
        return "<p>Nothing.</p>\n"
    return f'<ul class="findings">{"".join(map(_finding, findings))}</ul>\n'


def _finding(finding: Finding) -> str:
    more = "".join(f"<br>{name}: {escape(text)}" for name, text in (("why", finding.why), ("fix", finding.fix)) if text)
    return (f'<li class="{finding.severity}"><code>{escape(str(finding.place))}</code> '
            f"<strong>{finding.severity}:</strong> {escape(finding.message)} [{escape(finding.check)}]{more}</li>\n")


# --- products ---


def _products(cards: Sequence[Card]) -> str:
    told = []
    for number, group in enumerate(GROUPS):
        of_group = [each for each in cards if each.group == number]
        for tag in dict.fromkeys(each.language for each in of_group):
            here = [each for each in of_group if each.language == tag]
            told.append(f"<h3>{group} ({escape(tag)})</h3>\n<div class=\"cards\">{''.join(map(_card, here))}</div>\n")
    return "".join(told)


def _card(card: Card) -> str:
    name = escape(card.name)
    if not card.is_built:
        return f'<article class="card"><h4>{name}</h4><p><strong>not built</strong></p></article>\n'
    old = "<p><strong>Not up to date: the source says something else now.</strong></p>" if card.state != "built" else ""
    return (f'<article class="card"><h4><a href={address(card.path)}>{name}</a></h4>{old}\n{_pictures(card)}'
            f"<p>{_measures(card)}</p>{_slack(card)}<p>{_verdict(card)}</p>\n"
            f"<details><summary>Files, digest, validators</summary>{_more(card)}</details></article>\n")


def _pictures(card: Card) -> str:
    if not card.thumbnails:
        return ""
    shown = "".join(
        f'<a href={_page_address(card, number)}><img src={quoteattr(path)} loading="lazy" width="160" '
        f"alt={quoteattr(f'page {number} of {card.name}, {card.language}')}></a>\n"
        for number, path in enumerate(card.thumbnails, 1))
    left = (card.pages or 1) - len(card.thumbnails)
    kind = "pages wide" if card.group == 0 and card.pages == 2 else "pages"  # two sides of a folded sheet
    return f'<div class="{kind}">{shown}{f"<span>and {left} more pages</span>" if left > 0 else ""}</div>\n'


def _page_address(card: Card, number: int) -> str:
    return quoteattr(f"../{quote(card.path)}{f'#page={number}' if card.pages else ''}")


def _measures(card: Card) -> str:
    grades = (f"reads at grade {card.grades[0]} (Flesch-Kincaid), {card.grades[1]} (SMOG)" if card.grades else "")
    pages = f"{card.pages} page{'s' if card.pages > 1 else ''}" if card.pages else ""
    return ", ".join(filter(None, (size(card.bytes), pages, grades)))


def size(count: int) -> str:
    """Return a number of bytes in words for people."""
    return f"{count} bytes" if count < 1000 else f"{count / 1000:.0f} kB" if count < 1e6 else f"{count / 1e6:.1f} MB"


def _slack(card: Card) -> str:
    if not card.slack_mm:
        return ""
    left = "; ".join(f"{escape(name)} {mm} mm" for name, mm in card.slack_mm)
    return f"<p>Room left: {left}</p>"


def _verdict(card: Card) -> str:
    asked = [each for each in card.answers if each.findings is not None]
    faults = len(card.findings) + sum(len(each.findings or ()) for each in asked)
    left = len(card.answers) - len(asked)
    rest = f", {left} left to <code>make check</code>" if left else ""
    found = f"<strong>{faults} found</strong>" if faults else "nothing found"
    return f"{card.rules + len(asked)} rules asked: {found}{rest}"


def _more(card: Card) -> str:
    files = "".join(f"<li><a href={address(path)}>{escape(path)}</a></li>" for path in (card.path, *card.companions))
    answers = "".join(f"<li>{_answer(each)}</li>" for each in card.answers)
    cost = f"<p>Made in {card.cpu_s:.2f} s of CPU.</p>" if card.cpu_s is not None else ""
    return (f"<ul>{files}</ul><p>SHA-256 <code>{card.sha256}</code></p>"
            f'{f"<ul>{answers}</ul>" if answers else ""}{_findings(card.findings) if card.findings else ""}{cost}')


def _answer(answer: Answer) -> str:
    if answer.findings is None:
        return f"{escape(answer.rule)}: not asked yet"
    return f"{escape(answer.rule)}: {'; '.join(escape(each.message) for each in answer.findings) or 'nothing found'}"


# --- whose word is missing ---


def _words(shown: Overview) -> str:
    rows = "".join(_language(each, shown.topics) for each in shown.languages)
    table = ('<div class="scroll" role="region" aria-label="Languages" tabindex="0"><table><caption>Languages</caption>'
             '<thead><tr><th scope="col">Language</th><th scope="col">Topics there</th><th scope="col">Confirmed</th>'
             '<th scope="col">Approved by</th><th scope="col">Word missing of</th></tr></thead>'
             f"<tbody>{rows}</tbody></table></div>\n")
    if not shown.open_words:
        return f"{table}<p>No word is open: somebody has held each against its source.</p>\n"
    listed = "".join(map(_open, shown.open_words[:_MOST_WORDS]))
    more = f"<p>And {len(shown.open_words) - _MOST_WORDS} more.</p>" if len(shown.open_words) > _MOST_WORDS else ""
    return (f"{table}<p>Open, since nobody has held these words against their source: "
            f"<code>python -m pipeline confirm</code> asks about each.</p><ul>{listed}</ul>{more}\n")


def _language(held: InLanguage, topics: int) -> str:
    confirmed = (f"{held.open} open" if held.open else "all") if held.is_confirmed_at_all else "never"
    return (f'<tr><th scope="row">{escape(held.tag)}</th><td>{held.topics} of {topics}</td><td>{confirmed}</td>'
            f"<td>{escape(', '.join(held.approvals)) or 'nobody yet'}</td>"
            f"<td>{escape(', '.join(held.missing)) or 'nobody'}</td></tr>\n")


def _open(each: OpenWords) -> str:
    was = f"<br>was: <del>{escape(each.before)}</del>" if each.before and each.before != each.words else ""
    return f"<li><code>{escape(each.at)}</code> {escape(each.words) or '<em>gone</em>'}{was}</li>\n"


# --- the last build ---


def _build(shown: Overview) -> str:
    made = [each for each in shown.cards if each.path in shown.built]
    total = sum(each.cpu_s or 0 for each in shown.cards)
    if not made:
        return f"<p>Nothing was made anew. All products together took {total:.1f} s of CPU when they were made.</p>\n"
    rows = "".join(f'<tr><th scope="row"><a href={address(each.path)}>{escape(each.path)}</a></th>'
                   f'<td>{"" if each.cpu_s is None else f"{each.cpu_s:.2f}"}</td></tr>'
                   for each in sorted(made, key=lambda card: -(card.cpu_s or 0)))
    return (f"<details><summary>{len(made)} of {len(shown.cards)} products were made anew</summary>"
            '<div class="scroll" role="region" aria-label="Products made anew" tabindex="0"><table>'
            '<thead><tr><th scope="col">Product</th><th scope="col">CPU, s</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div></details>"
            f"<p>All products together took {total:.1f} s of CPU when they were made.</p>\n")
