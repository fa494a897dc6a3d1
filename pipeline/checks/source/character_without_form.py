"""A text holds a character that a font of the products lacks, or that braille has no form for.

Print would show an empty box in its place, a braille line the number of a code. Use another sign, or say it in words:
“call” for a telephone, “yes” for a tick. Looked at are topics, the glossary, labels, the words of drawings, references,
imprints, and what style sheets set before and behind words. The fonts are those of `font` (PDF) and `web-font` (e-book)
in `styles/tokens.yaml`, the tables those of channels in braille. A letter and an accent may be one character or two.
A language in another script than Latin and Greek is set in what `scripts` there names; packages bring most such fonts.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from functools import partial
from html import unescape
from unicodedata import decomposition

from pipeline import formats
from pipeline.model import media_type
from pipeline.model.characters import script_of
from pipeline.model.finding import Findings, Place, error
from pipeline.model.prose import Passage, topics
from pipeline.model.publication import Language, Source
from pipeline.model.repertoire import is_blank, told, without_form
from pipeline.model.source_files import TOKENS, script_fonts
from pipeline.model.source_tree import YamlDocument
from pipeline.model.tree import opens_with_box, walk
from pipeline.tools.typesetting import fonts
from pipeline.tools.words import liblouis

#: The fonts that each type of file sets its words in.
_FAMILIES = {media_type.PDF: "font", media_type.EPUB: "web-font"}
#: Boxes to tick, and ticks.
_BOXES = frozenset("☐☑☒✓✔✅□❏❑")
#: What the reader of Markdown and the engines put in: quotation marks, dashes, the mark of a list.
_PUT_IN = "“”‘’–—…•"
#: Files whose words are printed, below source/, for all languages and for one.
_SHARED = ("publication.yaml", "references.yaml", "review.yaml", "imprints/*.yaml")
_OF_LANGUAGE = ("labels.yaml", "glossary.yaml", "figures.yaml")
_SET_BY_SHEET = re.compile(r"""/\*.*?\*/|"[^"\n]*"|'[^'\n]*'""", re.DOTALL)
#: Words, and where a character of them stands.
_Words = tuple[str, Callable[[int], Place]]


def check(source: Source) -> Findings:
    named = (formats.contract(each) for each in sorted({each.format for each in source.publication.channels}))
    printing = [each for each in named if each and each.media_type in _FAMILIES]
    families = {_FAMILIES[each.media_type] for each in printing}
    usual = tuple(source.tree.repertoires[each] for each in sorted(families) if each in source.tree.repertoires)
    tables = {tag: _tables(source, tag) for tag in source.publication.languages}
    own = {tag: _Forms(_of_script(source, language, usual), tables[tag], _font_to_add(source, language))
           for tag, language in source.publication.languages.items()}
    everywhere = _Forms(usual, frozenset().union(*tables.values()))
    for path, document in source.tree.documents.items():
        tag = path.split("/")[1]
        names = [f"{tag}/{each}" for each in _OF_LANGUAGE] if tag in own else _SHARED
        forms = own.get(tag, everywhere)
        if any(fnmatch(path, f"source/{each}") for each in names) and not forms.suffice(source.tree.files[path].text):
            yield from forms.missing(*_values(document))
    for passage in topics(source):
        forms = own[passage.language.tag]
        if not forms.suffice(source.tree.files[passage.place.path].text):
            yield from forms.missing(*_prose(passage))
    sheets = {name for each in printing for name in each.sheets}
    put_in = (_PUT_IN, partial(_at, source.tree.place(TOKENS, ("font",))))
    yield from _Forms(usual, frozenset()).missing(put_in, *_set_by(sheets, source))


def _of_script(source: Source, language: Language, usual: tuple[frozenset[int], ...]) -> tuple[frozenset[int], ...]:
    """Return what the fonts of a language show: of a script beside Latin and Greek, those of print in every product."""
    script, shown = language.writing.script, source.tree.repertoires
    if not usual or script not in script_fonts(source.tree) or "font" not in shown:
        return usual
    return (shown["font"] | shown.get(script, frozenset()),)


def _font_to_add(source: Source, language: Language) -> str:
    """Return how letters of a script get a font that has none here; empty where it has one."""
    script = language.writing.script
    named = script_fonts(source.tree).get(script)
    if named is None:
        return "" if script in fonts.IN_WEB_FONT else (
            f"name a font for the script {script} under `scripts` in {TOKENS}; Debian's begin with fonts-noto")
    if not named.get("family") or script in source.tree.repertoires:
        return ""
    package = named.get("package")
    return f"install the font for the script {script}: " + (
        f"sudo apt-get install {package}" if package else f"bring {named['regular']} and {named['bold']} back")


def _tables(source: Source, tag: str) -> frozenset[str]:
    """Return the tables of braille for a language; that one is missing, another rule tells."""
    named = {each.braille.tables.get(tag, "") for each in source.publication.channels if each.braille}
    return frozenset(each for each in named if each and liblouis.version() and liblouis.has_table(each))


class _Forms:
    """What a publication sets words in: what its fonts show, its tables of braille."""

    def __init__(self, fonts: Iterable[frozenset[int]], tables: Iterable[str], font_to_add: str = "") -> None:
        self._fonts, self._tables, self._font_to_add = tuple(fonts), tuple(tables), font_to_add
        self._lacking: dict[str, str] = {}

    def has(self, character: str) -> bool:
        """Tell whether every product has a form for a character."""
        return not self._lacks(character)

    def suffice(self, text: str | None) -> bool:
        """Tell at a glance that a file is fine: it holds no other character, and nothing that stands for one."""
        return not text or ("&" not in text and "\\" not in text and all(map(self.has, {*text})))

    def missing(self, *texts: _Words) -> Findings:
        """Yield one finding for each run of characters in these texts that have no form, where it first stands."""
        places: dict[str, list[Place]] = {}
        for text, place in texts:
            for offset, run in without_form(text, self.has):
                places.setdefault(run, []).append(place(offset))
        for run, (first, *others) in places.items():
            mend = self._font_to_add if script_of(run[0]) and self._font_to_add else _mend(run)
            yield error(first, f"{self._lacks(run[0])} no form for {told(run)}",
                        why="readers would find an empty box, or the number of a code, in its place",
                        fix=mend, about=run, others=tuple(others))

    def _lacks(self, character: str) -> str:
        """Return what has no form for a character, empty where all have one."""
        if character not in self._lacking:
            is_drawn = is_blank(character) or all(ord(character) in each for each in self._fonts)
            is_felt = character.isascii() or is_blank(character) or not any(
                liblouis.unknown(character, each) for each in self._tables)
            self._lacking[character] = " and ".join(
                ["the fonts have"] * (not is_drawn) + ["braille has"] * (not is_felt))
        return self._lacking[character]


def _mend(run: str) -> str:
    shifts = {decomposition(each).partition(" ")[0] for each in run}
    if shifts <= {"<super>", "<sub>"}:
        return "write what is raised as 10^9^, what is lowered as H~2~O"
    if _BOXES.issuperset(run):
        return "write an item with a box to tick as “- [ ] words”; say what a tick means in words"
    return "use another sign, or say it in words"


def _values(document: YamlDocument) -> Iterator[_Words]:
    """Yield what a YAML file says, not its keys; `&amp;` is what it stands for."""
    return ((unescape(words), partial(_at, document.place(place))) for place, words in document.words(with_keys=False))


def _prose(passage: Passage) -> Iterator[_Words]:
    """Yield the words of a topic, and the captions of its figures; a box to tick is drawn."""
    boxes: set[int] = set()
    for element in walk(passage.blocks):
        if element["t"] in ("BulletList", "OrderedList"):
            items = element["c"] if element["t"] == "BulletList" else element["c"][1]
            boxes |= {id(item[0]["c"][0]) for item in items if opens_with_box(item)}
        words = element["c"] if element["t"] == "Str" else element["c"][2][1] if element["t"] == "Image" else ""
        if words and id(element) not in boxes:
            yield words, partial(passage.place_of, element)


def _set_by(sheets: Iterable[str], source: Source) -> Iterator[_Words]:
    """Yield what style sheets set before and behind words."""
    for file in (source.tree.files[f"styles/css/{each}.css"] for each in sorted(sheets)):
        for found in _SET_BY_SHEET.finditer(file.text or ""):
            if not found[0].startswith("/*"):
                words = re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda code: chr(int(code[1], 16)), found[0])
                yield words, partial(_at, file.place(found.start()))


def _at(place: Place, _offset: int) -> Place:
    return place
