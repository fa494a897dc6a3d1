"""Hypothesis composes topics from every construct that `source/README.md` names: nested, empty, long, in every box."""

from hypothesis import strategies as st

#: Words that no rule of the minimal publication asks anything of; long ones, ones with accents and signs among them.
WORDS = ("ask", "bag", "bed", "blood", "call", "café", "child", "day", "garden", "hand", "home", "list", "mother’s",
         "night", "nurse", "play", "quiet", "rest", "room", "school", "sleep", "song", "team", "test", "Zoë",
         "well-known", "and/or", "R&D", "a < b", "electroencephalographically", "“so”", "on–off", "it’s", "…")
#: What a few words may be written as; `{n}` makes an address as long as a line, or longer.
_FORMS = ("{}", "{}", "{}", "{}", "*{}*", "**{}**", "***{}***", "[{}](https://example.org/{n})", "[{}](#t-a)",
          "[{}]{{lang=es}}", "[{}]{{term=donor}}", "{} CO~2~", "m^-x^ {}", "\\*{}\\*", "{} <!-- {} -->",
          "https://example.org/a_b/{n} {}", "{} ann@example.org", "[{}](mailto:ann@example.org?subject=Hi%20you)",
          "{}\\\n{}")
#: Forms that are refused, and some that no format can show.
_REFUSED = ("~~{}~~", "{} 😀", "{} 遺伝子", "=={}==", "`{}`", "<b>{}</b>")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_KINDS = ("para", "para", "list", "list", "quote", "table", "terms", "call", "ask", "groups", "heading", "only",
          "comment")
_plain = st.sampled_from(WORDS)


def _words(least: int = 1, most: int = 7) -> st.SearchStrategy[str]:
    return st.lists(_plain, min_size=least, max_size=most).map(" ".join)


@st.composite
def _inline(draw: st.DrawFn, notes: list[str]) -> str:
    """Return a few words with one mark in them, or none."""
    words = draw(_words(most=5))
    form = draw(st.sampled_from(_FORMS * 50 + _REFUSED))
    said = form.format(words, words, n="way/" * draw(st.sampled_from((1, 2, 8, 20))))
    return said + _note(draw, notes)


def _note(draw: st.DrawFn, notes: list[str]) -> str:
    """Return the call of a note, new or called before, or none."""
    kind = draw(st.sampled_from(("none", "none", "none", "new", "again")))
    if kind == "none" or (kind == "again" and not notes):
        return ""
    if kind == "new":
        name = f"n{len(notes)}"
        below = draw(st.sampled_from(("", "\n\n    - in a list\n    - of some")))
        notes.append(f"[^{name}]: {draw(_words())}.{below}")
        return f"[^{name}]"
    return f"[^n{draw(st.integers(0, len(notes) - 1))}]"


def _line(draw: st.DrawFn, notes: list[str]) -> str:
    return " ".join(draw(st.lists(_inline(notes), min_size=1, max_size=3)))


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line if line else "" for line in text.split("\n"))


@st.composite
def _list(draw: st.DrawFn, notes: list[str], depth: int) -> str:
    kind = draw(st.sampled_from(("-", "-", "- [ ]", "{n}.", "{n})", "({n})", "{a}.", "{a})", "{i}.", "{A})", "{I})")))
    start, items = draw(st.integers(1, 12)), []
    is_loose = draw(st.booleans())
    for number in range(start, start + draw(st.integers(1, 4))):
        mark = kind.format(n=number, a=chr(96 + number), A=chr(64 + number), i=_ROMAN[number - 1],
                           I=_ROMAN[number - 1].upper())
        item = "" if draw(st.sampled_from((*[False] * 200, True))) else _line(draw, notes)
        if depth < 3 and draw(st.sampled_from((True, False, False, False))):
            item += "\n\n" + draw(_list(notes, depth + 1))
        elif draw(st.sampled_from((True, *[False] * 6))):
            item += "\n\n" + _line(draw, notes)
        width = 2 if kind.startswith("- [") else len(mark) + 1
        items.append(f"{mark} {_indented(item, width).lstrip()}".rstrip())
    return ("\n\n" if is_loose else "\n").join(items)


@st.composite
def _table(draw: st.DrawFn, notes: list[str]) -> str:
    columns = draw(st.integers(1, 5))
    rule = [draw(st.sampled_from(("---", ":--", ":-:", "--:"))) for _ in range(columns)]
    count = draw(st.sampled_from((1, 2, 3, 4, 6, 6, 6, 40)))
    rows = [[_cell(draw, notes) for _ in range(columns)] for _ in range(count)]
    head = [draw(_words(most=2)) + _note(draw, notes) for _ in range(columns)]
    caption = draw(_words()) + _note(draw, notes)
    lines = "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))
    return f"::: table\n{caption}\n\n{lines}\n:::"


def _cell(draw: st.DrawFn, notes: list[str]) -> str:
    form = draw(st.sampled_from(("{}", "{}", "{}", "", "- {}<br>- {}", "{}<br>{}", "{} \\| {}", "**{}**")))
    said = form.replace("{}", draw(_words(most=3)))
    return said + (_note(draw, notes) if said and not said.startswith("- ") else "")


@st.composite
def _block(draw: st.DrawFn, notes: list[str]) -> str:
    """Return one block of a section."""
    kind = draw(st.sampled_from((*_KINDS * 12, "empty")))
    if kind == "para":
        return _line(draw, notes) + "."
    if kind == "list":
        return draw(_list(notes, 1))
    if kind == "quote":
        said = f"{_line(draw, notes)}.\n\n{draw(_list(notes, 2))}\n\n— {draw(_words(most=3))}"
        return "\n".join(f"> {line}".rstrip() for line in said.split("\n"))
    if kind == "table":
        return draw(_table(notes))
    if kind == "terms":
        return "\n\n".join(f"{draw(_words(most=3))}{_note(draw, notes)}\n: {_line(draw, notes)}\n: {draw(_words())}"
                           for _ in range(draw(st.integers(1, 3))))
    if kind == "call":
        inner = f"\n\n{_asked(draw, notes)}" if draw(st.sampled_from((True, *[False] * 5))) else ""
        return f"::: call-your-team\n{_line(draw, notes)}.\n\n{draw(_list(notes, 1))}{inner}\n:::"
    if kind == "ask":
        return _asked(draw, notes, draw(st.sampled_from(("", "", "", "call-your-team", "groups"))))
    if kind == "groups":
        return "::: groups\n" + "\n\n".join(f"**{draw(_words(most=3))}**\n\n- {draw(_words())}\n- {draw(_words())}"
                                            for _ in range(2)) + "\n:::"
    if kind == "heading":
        return f"### {_line(draw, notes)}".replace("\\\n", " ") + f"\n\n{draw(_words())}."
    if kind == "only":
        return f"::: {{.only channel=handout-a4}}\n{_line(draw, notes)}.\n:::"
    if kind == "comment":
        return f"<!-- {draw(_words())} -->"
    return draw(st.sampled_from(("::: call-your-team\n:::", "[](https://example.org)", "##", "-", ">", "::: table\n:::",
                                 "| a | b |\n|---|\n| c |", "[^lost]: words", "x[^nobody]", "[y]: https://example.org")))


def _asked(draw: st.DrawFn, notes: list[str], among: str = "") -> str:
    """Return a box of questions, another box among them or none."""
    asked = "\n".join(f"- {_line(draw, notes)}?" for _ in range(draw(st.integers(1, 3))))
    inner = f"\n\n::: {among}\n**{draw(_words(most=3))}**\n\n- {draw(_words())}\n:::\n\n- {draw(_words())}?"
    return f"::: ask-your-team\n{asked}{inner if among else ''}\n:::"


@st.composite
def topic(draw: st.DrawFn) -> str:
    """Return what stands below a topic's title and key points: sections of a few blocks, then the notes."""
    notes: list[str] = []
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        heading = "## " + _line(draw, notes).replace("\\\n", " ")
        parts += [heading, *draw(st.lists(_block(notes), min_size=1, max_size=4))]
    return "\n\n".join([*parts, *notes]) + "\n"
