"""The pipeline serves any publication: code and looks name none, and styles/tokens.yaml alone names the fonts."""

import ast
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
import yaml

from pipeline.markup.cover_image import cover_image
from pipeline.stages import load
from tests.conftest import MINIMAL, ROOT, pipeline

PRESSED = ROOT / "tests" / "publications" / "pressed"
TOKENS = yaml.safe_load((ROOT / "styles/tokens.yaml").read_text(encoding="utf-8"))
IDENTITY = yaml.safe_load((ROOT / "source/publication.yaml").read_text(encoding="utf-8"))
#: Words of its name that any publication might bear.
USUAL = {"treating", "family", "guide", "project"}


@cache
def own_words() -> set[str]:
    """Return the words that name this publication, its products and its fonts, in lower case."""
    named = " ".join(str(IDENTITY[key]) for key in ("id", "identifier", "publisher"))
    channels = {path.stem for path in (ROOT / "source/channels").glob("*.yaml")}
    families = {str(TOKENS[key]["family"]) for key in ("font", "web-font")}
    reserved = re.findall(r'Reserved Font Name "?(\w+)', (ROOT / "styles/fonts/OFL.txt").read_text(encoding="utf-8"))
    words = set(re.findall(r"[a-z]{3,}", named.lower())) - USUAL
    return words | {each.lower() for each in (*channels, *families, *reserved)}


@cache
def own_ids() -> set[str]:
    """Return what the source calls its topics, its facts, and what it names; every publication has a part `contact`."""
    facts = yaml.safe_load((ROOT / "source/facts.yaml").read_text(encoding="utf-8"))["facts"]
    names = yaml.safe_load((ROOT / "source/en/wording.yaml").read_text(encoding="utf-8"))["names"]
    return {*IDENTITY["spine"], *(each["id"] for each in facts), *names} - {"contact"}


def ties(path: Path) -> Iterator[str]:
    """Yield each word of this publication in a file: names anywhere, ids where the code could use them."""
    text = path.read_text(encoding="utf-8")
    for word in sorted(own_words()):
        yield from (f"{path.name}: {each}" for each in re.findall(rf"(?i)(?<![a-z]){re.escape(word)}", text))
    if path.suffix == ".py":
        said = set(strings(ast.parse(text)))
        yield from (f"{path.name}: {each}" for each in sorted(own_ids() & said))


def strings(tree: ast.Module) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_code_and_looks_name_nothing_of_this_publication() -> None:
    files = [path for folder, kinds in (("pipeline", ("py", "mjs", "csl")), ("styles", ("css",)))
             for kind in kinds for path in sorted((ROOT / folder).rglob(f"*.{kind}"))]
    assert len(files) > 300
    assert [each for path in files for each in ties(path)] == []


@pytest.mark.parametrize(("name", "text", "word"), [
    ("a.py", '"""As in jmml-epub."""\n', "jmml"),
    ("b.py", 'URL = "JMMLGuide/1.0"\n', "JMML"),
    ("c.py", 'FIRST = "stem-cell-transplant"\n', "stem-cell-transplant"),
    ("d.css", "h1 { font-family: FiraGO }", "FiraGO"),
])
def test_a_tie_is_seen(tmp_path: Path, name: str, text: str, word: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert f"{name}: {word}" in list(ties(tmp_path / name))


# --- another family ---


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small publication in every format whose looks have a font, in families of another name."""
    root = shutil.copytree(MINIMAL, tmp_path_factory.mktemp("other") / "project")
    shutil.copytree(PRESSED / "source", root / "source", dirs_exist_ok=True)
    shutil.copytree(ROOT / "styles", root / "styles", dirs_exist_ok=True)
    (root / "styles/fonts/OFL.txt").rename(root / "styles/fonts/TERMS.txt")
    for format_, page in (("epub", ""), ("web-page", ""), ("docx", "page: {size: a4}\n")):
        (root / f"source/channels/{format_}.yaml").write_text(
            f"id: {format_}\nname: Product\nformat: {format_}\noutput: '{{language}}/product.{format_}'\ndepth: full\n"
            f"parts: [cover, contents, topics, questions, glossary, references, contact, colophon]\n{page}", "utf-8")
    tokens = root / "styles/tokens.yaml"
    text = tokens.read_text(encoding="utf-8").replace("OFL.txt", "TERMS.txt")
    for key, family in (("font", "Clinic Sans"), ("web-font", "Clinic Web")):
        text = text.replace(f"family: {TOKENS[key]['family']}\n", f"family: {family}\n")
    tokens.write_text(text, encoding="utf-8")
    ran = pipeline(root, "build")
    assert ran.code == 0, ran.err
    return root / "build" / "en"


def families(pdf: Path) -> set[str]:
    """Return the names of the fonts in a PDF, without weight and what marks a subset."""
    with pikepdf.open(pdf) as opened:
        named = {str(each.BaseFont) for each in opened.objects
                 if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each}
    return {re.sub(r"^/([A-Z]{6}\+)?|-(Bold|Italic|Oblique).*$", "", each) for each in named}


@pytest.mark.slow
@pytest.mark.xdist_group("other")
@pytest.mark.parametrize("name", ["brochure", "handout-a4"])
def test_the_family_of_the_tokens_is_that_of_a_pdf(other: Path, name: str) -> None:
    assert families(other / f"{name}.pdf") == {"Clinic-Sans"}


@pytest.mark.slow
@pytest.mark.xdist_group("other")
def test_the_family_of_the_tokens_is_that_of_an_e_book_with_its_licence(other: Path) -> None:
    with zipfile.ZipFile(other / "product.epub") as book:
        css = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".css"))
        assert "EPUB/fonts/TERMS.txt" in book.namelist()
        assert b"Fira" not in b"".join(book.read(name) for name in book.namelist() if name.endswith((".css", ".xhtml")))
    assert '@font-face { font-family: "Clinic Web"' in css
    assert 'body { font-family: "Clinic Web", "Clinic Sans", sans-serif' in css


@pytest.mark.slow
@pytest.mark.xdist_group("other")
def test_the_family_of_the_tokens_is_that_of_a_web_page_with_its_licence(other: Path) -> None:
    page = (other / "product.web-page").read_text(encoding="utf-8")
    assert "/* Clinic Web: made from Clinic Sans, under the SIL Open Font License 1.1, https://" in page
    assert 'body { font-family: "Clinic Web", "Clinic Sans", sans-serif' in page
    assert "Fira" not in re.sub(r"base64,[\w+/=]+", "", page)


@pytest.mark.slow
@pytest.mark.xdist_group("other")
def test_the_family_of_the_tokens_is_that_of_a_word_file(other: Path) -> None:
    with zipfile.ZipFile(other / "product.docx") as file:
        assert b'w:ascii="Clinic Sans"' in file.read("word/styles.xml")
        assert b'w:name="Clinic Sans"' in file.read("word/fontTable.xml")


def test_the_family_of_the_tokens_is_that_of_the_cover_on_a_shelf() -> None:
    design = load.read_design(ROOT)
    renamed = replace(design, tokens=design.tokens | {"font": design.tokens["font"] | {"family": "Clinic Sans"}})
    drawn = cover_image(renamed, "A title", "and more", drawing="figures/cover.svg", language="en")

    assert ElementTree.fromstring(drawn).get("font-family") == '"Clinic Sans"'
