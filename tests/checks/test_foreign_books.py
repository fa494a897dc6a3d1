"""Preflight of other programs' e-books: what is right passes, a fault is told once, and the rest is still examined."""

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

import pytest

from pipeline import checks
from pipeline.checks.artifact import epubcheck
from pipeline.model import media_type
from pipeline.model.artifact import Artifact
from pipeline.model.finding import Finding
from pipeline.model.press_terms import USUAL_TERMS
from pipeline.stages.preflight import preflight
from tests import ebook, examiners, foreign_books
from tests.foreign_books import Foreign, book, chapter, comic, old, rare, with_file

#: What our own books keep to, and a right book of another program may not.
HOUSE_RULES = {"axe", "epub-chapter-not-in-contents", "epub-link-broken", "not-well-formed", "picture-without-text"}


def foreign(content: bytes) -> Artifact:
    return Artifact(Path("a.epub"), "a.epub", media_type.EPUB, content, held_against=USUAL_TERMS)


def by_epubcheck(content: bytes) -> list[Finding]:
    return examiners.examined(epubcheck.check, foreign(content))


def test_house_rules_are_asked_of_our_own_books_alone() -> None:
    ours = set(checks.rules_for("artifact", ebook.artifact(b""), "full"))
    assert ours - set(checks.rules_for("artifact", foreign(b""), "full")) == HOUSE_RULES


@pytest.mark.slow
@pytest.mark.parametrize("whole", [old(), comic(), rare()], ids=["old", "comic", "rare"])
def test_a_right_book_of_another_program_has_no_error(whole: Foreign, tmp_path: Path) -> None:
    """What Ace would like to read about its accessibility is one note, and EPUBCheck is content."""
    path = tmp_path / "a.epub"
    path.write_bytes(whole.packed())
    found = preflight(path, USUAL_TERMS)
    assert [each for each in found if each.severity != "note"] == []
    assert len([each for each in found if "how accessible" in each.message]) == 1


@pytest.mark.slow
def test_a_picture_without_words_warns_in_a_book_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(book('<p>a <img src="i.png"/></p>', foreign_books.PICTURE).packed())
    (told,) = [each for each in preflight(path, USUAL_TERMS) if each.severity != "note"]
    assert (str(told.severity), told.place.detail.split(":")[0]) == ("warning", "E/c.xhtml")
    assert "image-alt" in told.message


@pytest.mark.slow
def test_bad_addresses_are_told_once_each_and_the_rest_is_examined(tmp_path: Path) -> None:
    links = '<p><a href="http://[::1">a</a></p>\n<p><a href="%zz.xhtml">b</a></p>\n<p><a href="#nowhere">c</a></p>'
    path = tmp_path / "a.epub"
    path.write_bytes(book(f'{links}\n<p><img src="gone.png" alt="d"/></p>').packed())
    found = preflight(path, USUAL_TERMS)
    told = [each for each in found if each.severity == "error"]
    assert [(each.place.detail, each.message.rpartition("(")[2]) for each in told] == [
        ("E/c.xhtml:6", "RSC-020)"), ("E/c.xhtml:7", "RSC-020)"), ("E/c.xhtml:8", "RSC-012)"),
        ("E/c.xhtml:9", "RSC-007)")]
    assert "http://[::1" in told[0].message
    assert "ace" in {each.check for each in found}


#: How to break a right book, and what EPUBCheck calls it.
FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "an old book without its chapter": (lambda: ebook.packed({
        path: content for path, content in ebook.files(old().packed()).items() if path != "E/c.html"}), "RSC-001"),
    "a comic without the size of its page": (
        lambda: with_file(comic(), chapter('<img src="i.png" alt=""/>')).packed(), "HTM-046"),
    "a page that breaks off": (lambda: with_file(rare(), foreign_books.File(
        "c.xhtml", foreign_books.XHTML, foreign_books.page("<p>a"), spine="")).packed(), "RSC-016"),
    "an entity from elsewhere": (lambda: ebook.packed({
        name: content.replace(b"<!DOCTYPE html>", b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>').replace(
            b"<p>a", b"<p>&x;") for name, content in ebook.files(RIGHT).items()}), "HTM-003"),
    "a link to a picture": (lambda: book('<p><a href="i.png">a</a></p>', foreign_books.PICTURE).packed(), "RSC-010"),
    "a picture of a type that no reader shows": (
        lambda: book('<p><img src="x.bmp" alt="a"/></p>', foreign_books.File("x.bmp", "image/bmp", b"BM")).packed(),
        "RSC-032"),
    "no zip": (lambda: b"PK\x03\x04 no more", "PKG-008"),
}


def changed(of: Foreign, path: str, old_words: bytes, words: bytes) -> bytes:
    """Return a book with words of one of its files replaced."""
    held = ebook.files(of.packed())
    assert old_words in held[path]
    return ebook.packed(held | {path: held[path].replace(old_words, words)})


#: A book whose contents reading systems do not find, and how that is said.
WITHOUT_CONTENTS = {
    "no page of contents": (Foreign((chapter("<p>a</p>"),), foreign_books._MODIFIED).packed(),
                            "the book has no contents that reading systems know (a navigation document)"),
    "contents that the package does not call so": (
        changed(book(), "E/p.opf", b' properties="nav"', b""),
        "the book has no contents that reading systems know (a navigation document)"),
    "contents that do not call themselves so": (
        changed(book(), "E/n.xhtml", b'epub:type="toc" ', b""), "the navigation document does not hold the contents"),
    "an old book that does not name them": (
        changed(old(), "E/p.opf", b' toc="i1"', b""), "the book has no contents that reading systems know (toc.ncx)"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("content", "words"), WITHOUT_CONTENTS.values(), ids=WITHOUT_CONTENTS)
def test_a_book_without_contents_is_told_once_in_plain_words(content: bytes, words: str) -> None:
    (told,) = [each for each in by_epubcheck(content) if each.severity == "error"]
    assert told.message.startswith(words)
    assert "while parsing" not in told.message


@pytest.mark.slow
def test_an_address_that_no_file_can_have_is_told_once_and_the_rest_is_examined(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(book('<p><a href="c%00.xhtml">a</a></p>\n<p><a href="gone.xhtml">c</a></p>').packed())
    found = preflight(path, USUAL_TERMS)
    assert [(each.check, each.place.detail) for each in found if each.severity == "error"] == [
        ("epub-link-unusable", "E/c.xhtml:6"), ("epubcheck", "E/c.xhtml:7")]
    assert "ace" in {each.check for each in found}


@pytest.mark.slow
def test_a_name_in_the_package_that_no_file_can_have_is_what_ace_is_said_to_stumble_over() -> None:
    (ace,) = [each for each in checks.checks_of("artifact") if each.rule == "ace"]
    (found,) = checks.ask(ace, foreign(changed(book(), "E/p.opf", b'href="c.xhtml"', b'href="c%00.xhtml"')))
    assert found.message == "ace cannot examine this file: no file can have the name “c%00.xhtml”"


@pytest.mark.slow
@pytest.mark.parametrize(("make", "code"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_told_without_the_folder_that_it_was_looked_at_in(
    make: Callable[[], bytes], code: str
) -> None:
    found = by_epubcheck(make())
    assert code in " ".join(each.message for each in found if each.severity == "error")
    assert not [each for each in found if code in each.message and each.fix.startswith("look ")]
    assert not [each for each in found if gettempdir() in f"{each.place} {each.message} {each.fix}"]


def packed(entries: Iterable[tuple[str, bytes, int]]) -> bytes:
    """Return a container of these entries, each packed in its own way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, content, way in entries:
            container.writestr(zipfile.ZipInfo(name), content, way)
    return out.getvalue()


def entries(of: bytes) -> list[tuple[str, bytes, int]]:
    return [(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
            for name, content in ebook.files(of).items()]


def linking(address: str) -> bytes:
    return book(f'<p><a href="{address}">a</a></p>').packed()


def encrypted(path: str, way: str = "http://www.w3.org/2001/04/xmlenc#aes256-cbc") -> bytes:
    said = foreign_books.ENCRYPTION.replace(b"f.woff2", path.encode()).replace(foreign_books.OBFUSCATION, way.encode())
    return replace(book("<p>a</p>", foreign_books.PICTURE), unlisted={"META-INF/encryption.xml": said}).packed()


def locked(of: bytes) -> bytes:
    """Return a container whose first entry says that it needs a password."""
    at = of.index(b"PK\x01\x02")
    return of[:6] + b"\x01" + of[7:at + 8] + b"\x01" + of[at + 9:]


RIGHT = book().packed()
#: Entities of which each stands for ten of the one before it.
LAUGHS = b"<!DOCTYPE html [<!ENTITY a 'ten signs.'>%s]>" % b"".join(
    b"<!ENTITY %c '%s'>" % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcde")
#: What EPUBCheck lets pass, or tells in words that lead elsewhere: where, and what is said.
UNTOLD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a chapter protected against copies": (lambda: encrypted("c.xhtml"), "E/c.xhtml", "encrypted (aes256-cbc)"),
    "a picture protected against copies": (lambda: encrypted("i.png"), "E/i.png", "encrypted (aes256-cbc)"),
    "a chapter obfuscated as a font": (
        lambda: encrypted("c.xhtml", foreign_books.OBFUSCATION.decode()), "E/c.xhtml", "encrypted (embedding)"),
    "a media type in a packed entry": (
        lambda: packed((*each[:2], zipfile.ZIP_DEFLATED) for each in entries(RIGHT)), "mimetype", "media type"),
    "a media type behind others": (
        lambda: packed(entries(RIGHT)[1:] + entries(RIGHT)[:1]), "META-INF/container.xml", "media type"),
    "a name that leads up": (
        lambda: packed([*entries(RIGHT), ("E/../../a.xhtml", b"a", 0)]), "E/../../a.xhtml", "leads out of the book"),
    "a name from the root": (
        lambda: packed([*entries(RIGHT), ("/etc/a.xhtml", b"a", 0)]), "/etc/a.xhtml", "leads out of the book"),
    "a name of another system's disk": (
        lambda: packed([*entries(RIGHT), ("C:/a.xhtml", b"a", 0)]), "C:/a.xhtml", "leads out of the book"),
    "a password": (lambda: locked(RIGHT), "mimetype", "locked with a password"),
    "an entry that swells": (
        lambda: packed([*entries(RIGHT), ("E/a.bin", bytes(60_000_000), 8)]), "E/a.bin", "unpacks to 60,000,000 bytes"),
    "entries that swell together": (
        lambda: packed([*entries(RIGHT), *((f"E/{n}.bin", bytes(9_000_000), 8) for n in range(7))]), "",
        "the book unpacks to 63,0"),
    "entities that swell": (lambda: ebook.packed({
        name: content.replace(b"<!DOCTYPE html>", LAUGHS).replace(b"<p>a", b"<p>&e;")
        for name, content in ebook.files(RIGHT).items()}), "E/c.xhtml", "says 100,0"),
    "a program in a link": (lambda: linking(" JavaScript:alert(1)"), "E/c.xhtml:6", "starts a program"),
    "an address with a sign of nothing": (lambda: linking("c%00.xhtml"), "E/c.xhtml:6", "holds a sign (%00)"),
    "a picture's address with a sign of nothing": (
        lambda: book('<p><img src="i%1F.png" alt=""/></p>').packed(), "E/c.xhtml:6", "holds a sign (%1F)"),
    "an address of the package with a sign of nothing": (
        lambda: ebook.packed({name: content.replace(b'href="c.xhtml"', b'href="c%00.xhtml"') if name == "E/p.opf" else
                              content for name, content in ebook.files(RIGHT).items()}), "E/p.opf:8", "holds a sign"),
    "no mailbox": (lambda: linking("mailto:nobody?subject=a"), "E/c.xhtml:6", "names no mailbox"),
    "no number": (lambda: linking("tel:"), "E/c.xhtml:6", "names no number"),
    "bytes that are no letters": (lambda: ebook.packed({
        name: content.replace(b"<p>a", b"<p>\xe9") for name, content in ebook.files(RIGHT).items()}), "E/c.xhtml:6",
        "the byte 0xe9 is no UTF-8"),
    "a font that is none": (
        lambda: book("<p>a</p>", foreign_books.File("f.woff2", "font/woff2", b"a")).packed(), "E/f.woff2", "no font"),
    "an entry that is damaged": (lambda: RIGHT.replace(RIGHT[60:75], RIGHT[60:75][::-1], 1), "META-INF/container.xml",
                                 "damaged"),
}


@pytest.mark.parametrize(("make", "where", "words"), UNTOLD.values(), ids=UNTOLD)
def test_what_epubcheck_lets_pass_is_told_at_its_place(make: Callable[[], bytes], where: str, words: str) -> None:
    found = checks.examine("artifact", foreign(make()))
    assert [each.place.detail for each in found] == [where], found
    assert words in found[0].message
    assert (found[0].severity, bool(found[0].fix)) == ("error", True)


@pytest.mark.parametrize("whole", [
    old().packed(), comic().packed(), rare().packed(), encrypted("f.woff2", foreign_books.OBFUSCATION.decode()),
    *(replace(book("<p>a</p>", foreign_books.File("f.bin", kind, b"a")), unlisted={
        "META-INF/encryption.xml": foreign_books.ENCRYPTION.replace(b"f.woff2", b"f.bin")}).packed()
      for kind in ("font/woff2", "application/vnd.ms-opentype", "application/x-font-ttf")),
    packed([*entries(RIGHT)[:1], ("E/", b"", 0), *entries(RIGHT)[1:]]),
    linking("mailto:?to=a@example.org"), linking("mailto:a%40b@example.org"), linking("TEL:+1-555-0100"),
    linking("https://example.org/%00"), linking("#a%00"), linking("c.xhtml?a=%00"), linking("c%20%2000.xhtml"),
    ebook.packed({name: content.replace(b"<!DOCTYPE html>", b"<!DOCTYPE html [<!ENTITY a 'ten signs.'>]>").replace(
        b"<p>a", b"<p>" + b"&a;" * 50) for name, content in ebook.files(RIGHT).items()}),
    book("<p>\ufeffa</p>").packed(), packed([*entries(RIGHT), ("E/a..b/c...txt", b"a" * 60_000_000, 0)]),
])
def test_what_is_right_in_a_book_of_another_program_is_not_told(whole: bytes) -> None:
    assert checks.examine("artifact", foreign(whole)) == []


@pytest.mark.slow
def test_what_ace_cannot_open_is_told_in_its_words_without_a_folder() -> None:
    (ace,) = [each for each in checks.checks_of("artifact") if each.rule == "ace"]
    held = ebook.files(book().packed())
    (found,) = checks.ask(ace, foreign(ebook.packed({name: held[name] for name in held if name != "E/c.xhtml"})))
    assert found.message.endswith("no such file or directory, open 'E/c.xhtml'")


def test_a_check_that_breaks_off_at_a_strangers_file_hides_nothing_else() -> None:
    def broken(_file: Artifact) -> list[Finding]:
        raise IndexError("list index out of range")

    check = checks.Check("broken", "artifact", "", broken, "fast", None, is_gate=False, is_house_rule=False)
    (found,) = checks.ask(check, foreign(b""))
    assert found.message == "broken broke off: IndexError: list index out of range"
    with pytest.raises(IndexError):
        checks.ask(check, ebook.artifact(b""))
