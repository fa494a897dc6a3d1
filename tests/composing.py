"""Hypothesis composes topics from every construct that `source/README.md` names: nested, empty, long, in every box."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

#: Words that no rule of the minimal publication asks anything of; long ones, ones with accents and signs among them.
WORDS = ("ask", "bag", "bed", "blood", "call", "café", "child", "day", "garden", "hand", "home", "list", "mother’s",
         "night", "nurse", "play", "quiet", "rest", "room", "school", "sleep", "song", "team", "test", "Zoë",
         "well-known", "and/or", "R&D", "a < b", "electroencephalographically", "“so”", "on–off", "it’s", "…")
#: What a few words may be written as; `{n}` makes an address as long as a line, or longer.
_FORMS = ("{}", "{}", "{}", "{}", "*{}*", "**{}**", "***{}***", "[{}](https://example.org/{n})", "[{}](#t-a)",
          "[{}](#t-a--first)", "[{}]{{lang=es}}", "[{}]{{term=donor}}", "{} CO~2~", "m^-x^ {}", "\\*{}\\*",
          "{} <!-- {} -->", "https://example.org/a_b/{n} {}", "{} ann@example.org",
          "[{}](mailto:ann@example.org?subject=Hi%20you)", "{}\\\n{}")
#: What a document that means no good holds: forms that are refused, and some that no format can show.
_REFUSED = ("~~{}~~", "{} 😀", "{} 遺伝子", "=={}==", "`{}`", "<b>{}</b>")
_EMPTY = ("::: call-your-team\n:::", "[](https://example.org)", "##", "-", ">", "::: table\n:::",
          "| a | b |\n|---|\n| c |", "[^lost]: words", "x[^nobody]", "[y]: https://example.org")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_KINDS = ("para", "para", "list", "list", "quote", "table", "terms", "call", "ask", "groups", "heading", "only",
          "comment", "fact", "figure", "reference")
#: What a section holds more than: comments, words for one product, questions that a page gathers.
_ELSEWHERE = ("<!--", "::: {.only", "::: ask-your-team")
_plain = st.sampled_from(WORDS)
#: One document in twenty is written to be refused, one in forty has two hundred notes.
_HOSTILE = (*[False] * 19, True)
_CROWDED = (*[False] * 39, True)


@dataclass
class _Page:
    """What a document needs at its end: notes and addresses; `is_hostile` where it may hold what is refused."""

    is_hostile: bool
    notes: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def _words(least: int = 1, most: int = 7) -> st.SearchStrategy[str]:
    return st.lists(_plain, min_size=least, max_size=most).map(" ".join)


@st.composite
def _inline(draw: st.DrawFn, page: _Page) -> str:
    """Return a few words with one mark in them, or none."""
    words = draw(_words(most=5))
    form = draw(st.sampled_from(_FORMS * 2 + (_REFUSED if page.is_hostile else ())))
    said = form.format(words, words, n="way/" * draw(st.sampled_from((1, 2, 8, 20))))
    return said + _note(draw, page)


def _note(draw: st.DrawFn, page: _Page) -> str:
    """Return the call of a note, new or called before, or none."""
    kind = draw(st.sampled_from(("none", "none", "none", "new", "again")))
    if kind == "none" or (kind == "again" and not page.notes):
        return ""
    if kind == "new":
        below = draw(st.sampled_from(("", "\n\n    - in a list\n    - of some")))
        return _noted(page, f"{draw(_words())}.{below}")
    return f"[^n{draw(st.integers(0, len(page.notes) - 1))}]"


def _noted(page: _Page, said: str) -> str:
    page.notes.append(f"[^n{len(page.notes)}]: {said}")
    return f"[^n{len(page.notes) - 1}]"


def _line(draw: st.DrawFn, page: _Page) -> str:
    return " ".join(draw(st.lists(_inline(page), min_size=1, max_size=3)))


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line if line else "" for line in text.split("\n"))


@st.composite
def _list(draw: st.DrawFn, page: _Page, depth: int) -> str:
    kind = draw(st.sampled_from(("-", "-", "- [ ]", "{n}.", "{n})", "({n})", "{a}.", "{a})", "{i}.", "{A})", "{I})")))
    start, items = draw(st.integers(1, 12)), []
    is_loose = draw(st.booleans())
    for number in range(start, start + draw(st.integers(1, 4))):
        mark = kind.format(n=number, a=chr(96 + number), A=chr(64 + number), i=_ROMAN[number - 1],
                           I=_ROMAN[number - 1].upper())
        more = draw(st.sampled_from(("list", "list", "para", *["none"] * 5)))
        item = "" if page.is_hostile and draw(st.booleans()) else _line(draw, page)
        if more == "list" and depth < 3:
            item += "\n\n" + draw(_list(page, depth + 1))
        elif more == "para":
            item += "\n\n" + _line(draw, page)
        width = 2 if kind.startswith("- [") else len(mark) + 1
        items.append(f"{mark} {_indented(item, width).lstrip()}".rstrip())
    return ("\n\n" if is_loose else "\n").join(items)


@st.composite
def _table(draw: st.DrawFn, page: _Page) -> str:
    columns = draw(st.integers(1, 5))
    rule = [draw(st.sampled_from(("---", ":--", ":-:", "--:"))) for _ in range(columns)]
    count = draw(st.sampled_from((1, 2, 3, 4, 6, 6, 6, 40)))
    rows = [[draw(_words(most=2)), *(_cell(draw, page) for _ in range(columns - 1))] for _ in range(count)]
    head = [draw(_words(most=2)) + _note(draw, page) for _ in range(columns)]
    caption = draw(_words()) + _note(draw, page)
    lines = "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))
    return f"::: table\n{caption}\n\n{lines}\n:::"


def _cell(draw: st.DrawFn, page: _Page) -> str:
    form = draw(st.sampled_from(("{}", "{}", "{}", "", "- {}<br>- {}", "{}<br>{}", "{} \\| {}", "**{}**")))
    said = form.replace("{}", draw(_words(most=3)))
    return said + (_note(draw, page) if said and not said.startswith("- ") else "")


def _figure(draw: st.DrawFn, page: _Page) -> str:
    """Return a picture with its caption, and mostly what it tells at length."""
    shown = f'![{draw(_words())}](figures/cover.svg "{draw(_words(most=4)).replace("“so”", "so")}")'
    if draw(st.booleans()):
        return shown
    return f"{shown}\n\n::: long-description\n{_line(draw, page)}.\n\n{draw(_list(page, 2))}\n:::"


def _reference(draw: st.DrawFn, page: _Page) -> str:
    """Return words that lead to an address which stands at the end of the document."""
    name = f"address {chr(97 + len(page.addresses))}"
    page.addresses.append(f"[{name}]: https://example.org/{chr(97 + len(page.addresses))}")
    return f"{draw(_words())} [{draw(_words(most=3))}][{name}] {draw(_words())}."


@st.composite
def _block(draw: st.DrawFn, page: _Page) -> str:
    """Return one block of a section."""
    kind = draw(st.sampled_from((*_KINDS, *(["empty"] * 4 if page.is_hostile else ()))))
    if kind == "para":
        return _line(draw, page) + "."
    if kind == "list":
        return draw(_list(page, 1))
    if kind == "quote":
        said = f"{_line(draw, page)}.\n\n{draw(_list(page, 2))}\n\n— {draw(_words(most=3))}"
        return "\n".join(f"> {line}".rstrip() for line in said.split("\n"))
    if kind == "table":
        return draw(_table(page))
    if kind == "terms":
        return "\n\n".join(f"{draw(_words(most=3))}{_note(draw, page)}\n: {_line(draw, page)}\n: {draw(_words())}"
                           for _ in range(draw(st.integers(1, 3))))
    if kind == "call":
        inner = f"\n\n{_asked(draw, page)}" if draw(st.sampled_from((True, *[False] * 5))) else ""
        return f"::: call-your-team\n{_line(draw, page)}.\n\n{draw(_list(page, 1))}{inner}\n:::"
    if kind == "ask":
        return _asked(draw, page, draw(st.sampled_from(("", "", "", "call-your-team", "groups"))))
    if kind == "groups":
        return "::: groups\n" + "\n\n".join(f"**{draw(_words(most=3))}**\n\n- {draw(_words())}\n- {draw(_words())}"
                                            for _ in range(2)) + "\n:::"
    if kind == "heading":
        return f"### {_line(draw, page)}".replace("\\\n", " ") + f"\n\n{draw(_words())}."
    if kind == "only":
        return f"::: {{.only channel=handout-a4}}\n{_line(draw, page)}.\n:::"
    if kind == "fact":
        return ("::: {fact=remission}\n- As many as 50 percent of children reach a long-term remission"
                f"{_note(draw, page)}.\n- {_line(draw, page)}\n:::")
    if kind == "figure":
        return _figure(draw, page)
    if kind == "reference":
        return _reference(draw, page)
    return f"<!-- {draw(_words())} -->" if kind == "comment" else draw(st.sampled_from(_EMPTY))


def _asked(draw: st.DrawFn, page: _Page, among: str = "") -> str:
    """Return a box of questions, another box among them or none."""
    asked = "\n".join(f"- {_line(draw, page)}?" for _ in range(draw(st.integers(1, 3))))
    inner = f"\n\n::: {among}\n**{draw(_words(most=3))}**\n\n- {draw(_words())}\n:::\n\n- {draw(_words())}?"
    return f"::: ask-your-team\n{asked}{inner if among else ''}\n:::"


def _crowd(draw: st.DrawFn, page: _Page) -> str:
    """Return paragraphs with two hundred notes, in the text and in a list."""
    called = [f"{draw(_plain)}{_noted(page, f'{draw(_plain)}.')}" for _ in range(200)]
    return " ".join(called[:120]) + ".\n\n" + "\n".join(f"- {' '.join(called[at:at + 4])}" for at in range(120, 200, 4))


@st.composite
def topic(draw: st.DrawFn) -> str:
    """Return what stands below a topic's title and key points: sections of a few blocks, the notes, a text message."""
    page = _Page(draw(st.sampled_from(_HOSTILE)))
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        heading = "## " + _line(draw, page).replace("\\\n", " ")
        blocks = draw(st.lists(_block(page), min_size=1, max_size=4))
        parts += [heading, *blocks]
        if all(each.startswith(_ELSEWHERE) for each in blocks):
            parts.append(f"{draw(_words())}.")
    crowd = [_crowd(draw, page)] if draw(st.sampled_from(_CROWDED)) else []
    return "\n\n".join([*parts, *crowd, *page.notes, *page.addresses, message(draw(_words(most=5)))]) + "\n"


def message(words: str) -> str:
    """Return the text message with which each topic ends."""
    return f"::: sms\n{words.replace('electroencephalographically', 'test')}.\n:::"
