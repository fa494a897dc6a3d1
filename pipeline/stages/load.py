"""Reads `source/` and `styles/` from the disk: files to a tree, a tree to a publication, styles to a design."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from pydantic import BaseModel, ValidationError

from pipeline.markup import parsing
from pipeline.model import confirmable, displacement, pairing
from pipeline.model.artifact import Design
from pipeline.model.channel import Channel
from pipeline.model.confirmation import Confirmed
from pipeline.model.entry import ID_FORM, ID_PATTERN, WORDS_PATTERN
from pipeline.model.imprint import Imprint
from pipeline.model.ledger import Ledger
from pipeline.model.publication import Glossary, Identity, Labels, Language, Publication, Topic, Wording
from pipeline.model.review import Review
from pipeline.model.risk_figure import FigureList, FigureWords
from pipeline.model.source_files import TOKENS, is_figure, is_left_behind, is_picture, is_read, model_of
from pipeline.model.source_tree import Location, Misfit, SourceFile, SourceTree, YamlDocument
from pipeline.model.tokens import FAMILY_KEYS
from pipeline.model.translation import Translated
from pipeline.model.tree import attributes
from pipeline.model.writing import LATIN
from pipeline.tools.keeping import code_digest, digest, kept
from pipeline.tools.keeping.environment import cache_folder
from pipeline.tools.pictures import drawing_reader
from pipeline.tools.typesetting import fonts
from pipeline.tools.words import locales
from pipeline.tools.words.yaml_reader import read_yaml

#: A carriage return that no line feed follows ends a line.
_ALONE = re.compile(r"\r(?!\n)")
#: pydantic's names for a misfit -> the rule that the author reads about.
_RULES = {"extra_forbidden": "unknown-key", "missing": "missing-key", "date_from_datetime_parsing": "bad-date",
          "date_parsing": "bad-date", "date_type": "bad-date", "date_from_datetime_inexact": "bad-date"}
#: ... -> what has to stand there, in words for who does not program.
_EXPECTED = {
    **dict.fromkeys(("tuple_type", "list_type", "frozen_set_type", "set_type"),
                    "a list has to stand here: lines that begin with “- ”"),
    **dict.fromkeys(("dict_type", "model_type", "dataclass_type", "model_attributes_type"),
                    "lines of “key: value” have to stand here"),
    **dict.fromkeys(("string_type", "string_too_short"), "words have to stand here"),
    **dict.fromkeys(("int_type", "float_type", "int_parsing", "float_parsing"), "a number has to stand here"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "true or false has to stand here"),
    "int_from_float": "a whole number has to stand here",
}


def read_tree(root: Path) -> SourceTree:
    """Return every source file, tokens and style sheets, each YAML document parsed and held against its model."""
    paths = _paths(root)
    files = {file.path: file for file in _read_files(root, paths)}
    documents = {}
    for path, file in files.items():
        if path.endswith(".yaml") and file.text is not None:
            documents[path] = _document(path, file.text)
    others = frozenset(path.relative_to(root).as_posix() for path in (root / "styles").rglob("*") if path.is_file())
    tokens = documents.get(TOKENS)
    return SourceTree(files, documents, _colours(tokens), others - files.keys(), _links(root, paths),
                      _repertoires(root, tokens), _no_files(root, paths))


def with_texts(tree: SourceTree, texts: Mapping[str, str]) -> SourceTree:
    """Return a tree with other texts in some files, new ones too, YAML held against its model."""
    files = tree.files | {path: SourceFile(path, text.encode(), text) for path, text in texts.items()}
    documents = tree.documents | {path: _document(path, text) for path, text in texts.items()
                                  if path.endswith(".yaml")}
    return replace(tree, files=dict(sorted(files.items())), documents=dict(sorted(documents.items())))


def _repertoires(root: Path, tokens: YamlDocument | None) -> dict[str, frozenset[int]]:
    """Return the code points that each family of fonts shows, whatever the form of the document."""
    data = tokens.data if tokens and isinstance(tokens.data, dict) else {}
    found = {}
    for family in FAMILY_KEYS:
        named = data.get(family)
        faces = [str(named.get(face)) for face in ("regular", "bold", "italic")] if isinstance(named, dict) else []
        shown = fonts.repertoire([root / "styles" / "fonts" / face for face in faces], cache_folder())
        if shown is not None:
            found[family] = shown
    return found | dict(_of_scripts(root, data))


def _of_scripts(root: Path, tokens: dict[str, Any]) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield the code points of the families that scripts have of their own, by the script, as far as they are there."""
    scripts = tokens.get("scripts")
    for script, named in scripts.items() if isinstance(scripts, dict) else ():
        if isinstance(named, dict) and all(named.get(each) for each in ("family", "regular", "bold")):
            _, files = fonts.script_files(root, tokens, script)
            shown = fonts.repertoire(files, cache_folder())
            if shown is not None:
                yield script, shown


def _colours(tokens: YamlDocument | None) -> frozenset[str]:
    """Return the names of the raw colours, whatever the form of the document."""
    colours = tokens.data.get("color") if tokens and isinstance(tokens.data, dict) else None
    return frozenset(each for each in colours if isinstance(each, str)) if isinstance(colours, dict) else frozenset()


def _read_files(root: Path, paths: list[Path]) -> Iterator[SourceFile]:
    for path in paths:
        if path.is_file() and not _strays(path, root):
            name, content = path.relative_to(root).as_posix(), path.read_bytes()
            yield SourceFile(name, content, None if is_picture(name) else text_of(content))


def _paths(root: Path) -> list[Path]:
    """Return what stands where files are read, without what nobody means."""
    source, styles = root / "source", root / "styles"
    found = [source, *sorted(source.rglob("*")), *sorted((styles / "css").glob("*.css")), root / TOKENS]
    return [path for path in found if not is_left_behind(path.relative_to(root).as_posix())]


def _links(root: Path, paths: list[Path]) -> dict[str, str]:
    """Return the symbolic links that are not followed: out of the project, to a folder, to nothing; and their ends."""
    return {path.relative_to(root).as_posix(): str(path.readlink()) for path in paths
            if path.is_symlink() and (_strays(path, root) or not path.is_file())}


def _no_files(root: Path, paths: list[Path]) -> dict[str, str]:
    """Return what is no file where one is read: folders by the name of one, and pipes, whose readers wait for ever."""
    found = {path.relative_to(root).as_posix(): "a folder" if path.is_dir() else "a pipe, a socket or a device"
             for path in paths if path.exists() and not (path.is_file() or path.is_symlink())}
    return {path: kind for path, kind in found.items() if kind != "a folder" or (path != "source" and is_read(path))}


def _strays(path: Path, root: Path) -> bool:
    """Tell whether a path leads out of the project."""
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # links that lead to one another
        return True


def text_of(content: bytes) -> str | None:
    """Return what a text file says, None where it is no text."""
    try:
        text = content.decode("utf-8-sig")  # what Notepad and Excel put in front is no text
        text = _ALONE.sub("\n", text)  # as programs end lines that are older than macOS
    except UnicodeDecodeError:
        return None
    return normalize("NFC", text)  # é is one letter, however it was typed


@lru_cache(maxsize=128)
def _document(path: str, text: str) -> YamlDocument:
    """Return a YAML file held against its model: of most, the next reading of a process finds the same text."""
    return _against_model(_tokens(text) if path == TOKENS else read_yaml(path, text))


def _against_model(document: YamlDocument) -> YamlDocument:
    model = model_of(document.path)
    if model is None or document.data is None:
        return document
    try:
        model.model_validate(document.data)
    except ValidationError as fault:
        misfits = tuple(_misfit(entry, model) for entry in _innermost(fault.errors(include_url=False)))
        return YamlDocument(document.path, document.data, document.places, document.misfits + misfits)
    return document


def _innermost(entries: list[Any]) -> Iterator[Any]:
    """Yield the faults that enclose no other: pydantic calls a list with one bad item too short as well."""
    locations = [entry["loc"] for entry in entries]
    for entry in entries:
        depth = len(entry["loc"])
        if not any(len(each) > depth and each[:depth] == entry["loc"] for each in locations):
            yield entry


def _misfit(entry: Any, model: type[BaseModel]) -> Misfit:
    location: Location = tuple(entry["loc"])
    kind = _RULES.get(entry["type"], "wrong-type")
    message = _EXPECTED.get(entry["type"]) or re.sub(r"^\w+ should ", "it is to ", entry["msg"])
    message = message[0].lower() + message[1:]
    known = tuple(_spot(model, location[:-1]).get("properties", {})) if kind == "unknown-key" else ()
    if entry["type"] == "string_pattern_mismatch":
        message = _form(model, location, entry["ctx"]["pattern"])
    return Misfit(location, kind, message, known)


def _form(model: type[BaseModel], location: Location, pattern: str) -> str:
    """Return in words what a text at a location has to be."""
    if pattern == WORDS_PATTERN:
        return _EXPECTED["string_type"]
    is_id = pattern == ID_PATTERN
    return f"it is to be {ID_FORM if is_id else _spot(model, location).get('description', f'of the form {pattern}')}"


def _spot(model: type[BaseModel], location: Location) -> Any:
    """Return what the model's JSON Schema says of a location: its keys, what it means."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    spot: Any = schema
    for step in location:
        others = spot.get("additionalProperties") or {}
        spot = spot.get("items", {}) if isinstance(step, int) else spot.get("properties", {}).get(step, others)
        for choice in spot.get("anyOf", []):
            if choice.get("type") != "null":
                spot = {**spot, **choice}
        if "$ref" in spot:
            spot = {**definitions[spot["$ref"].rsplit("/", 1)[1]], **spot}
            del spot["$ref"]
    return spot


def build_publication(tree: SourceTree, cache: Path, *, with_places: bool = False) -> Publication:
    """Return the publication that a tree without misfits holds; with places, each word knows its line and column."""
    def data(name: str) -> Any:
        return tree.documents[f"source/{name}"].data

    identity = Identity.model_validate(data("publication.yaml"))
    references = tuple(data("references.yaml")["references"])
    facts = Ledger.model_validate(data("facts.yaml")).facts
    channels = tuple(Channel.model_validate(each.data) for each in tree.documents_in("channels"))
    imprints = tuple(Imprint.model_validate(each.data) for each in tree.documents_in("imprints"))
    publication = Publication(
        identity=identity,
        review=Review.model_validate(data("review.yaml")),
        facts={fact.id: fact for fact in facts},
        references=references,
        channels=channels,
        imprints={imprint.id: imprint for imprint in imprints},
        languages={tag: _language(tree, tag, references, cache, with_places) for tag in identity.languages},
        figures={path.removeprefix("source/"): digest.of_bytes(file.content)
                 for path, file in tree.files.items() if is_figure(path)},
        confirmed=dict(_confirmed(tree, identity.languages)),
        translated={tag: Translated.model_validate(document.data) for tag in identity.languages
                    if (document := tree.documents.get(f"source/{tag}/translated.yaml"))},
    )
    return _with_open_words(tree, publication, cache)


def _with_open_words(tree: SourceTree, publication: Publication, cache: Path) -> Publication:
    """Return the publication with what nobody has confirmed, or held against the original.

    That there is no such is kept, since a build asks each time.
    """
    if not (publication.confirmed or publication.translated):
        return publication
    words = {path: digest.of_bytes(file.content) for path, file in tree.files.items() if file.text is not None}
    code = code_digest.of_modules([each.__name__ for each in (confirmable, pairing, displacement)])
    file = cache / f"confirmed-{digest.of_data([words, code])[:32]}.json"
    if kept.read(file, json.loads):
        return publication
    opened = replace(publication, open_words=confirmable.open_units(publication))
    pairs = pairing.of_languages(opened)
    found = replace(opened, out_of_step=pairing.out_of_step(opened, pairs),
                    displaced=displacement.displaced(opened, pairs))
    if not (found.open_words or found.out_of_step or found.displaced):
        kept.write_data(file, True)
    return found


def _confirmed(tree: SourceTree, tags: tuple[str, ...]) -> Iterator[tuple[str, Confirmed]]:
    """Yield what was confirmed of what all languages share (""), and of each of them."""
    for tag in ("", *tags):
        document = tree.documents.get("/".join(filter(None, ("source", tag, "confirmed.yaml"))))
        if document:
            yield tag, Confirmed.model_validate(document.data)


def _language(
    tree: SourceTree, tag: str, references: tuple[dict[str, Any], ...], cache: Path, with_places: bool
) -> Language:
    """Return a language as it stands; a draft may lack files, and is measured by the wording of the original then."""
    base, original = f"source/{tag}", f"source/{tree.documents['source/publication.yaml'].data['languages'][0]}"
    labels, wording, glossary = (
        tree.documents.get(f"{base}/{name}.yaml") for name in ("labels", "wording", "glossary"))
    terms = Glossary.model_validate(glossary.data).terms if glossary else ()
    texts = {path: file.text or "" for path, file in tree.files.items() if path.startswith(f"{base}/topics/")}
    definitions = {f"{base}/glossary.yaml#{term.id}": term.definition for term in terms}
    parsed = parsing.read_together(texts | definitions, cache, with_places=with_places)
    cited = parsing.read_references(references, tag, cache)
    topics = [Topic.read(path, parsed[path]) for path in texts]
    held = Wording.model_validate((wording or tree.documents[f"{original}/wording.yaml"]).data)
    written = locales.writing(tag) or LATIN  # of a tag that nobody knows, unknown-language tells
    return Language(
        tag=tag,
        labels=Labels.model_validate(labels.data).root if labels else {},
        terms=terms,
        wording=held if held.decimal else held.model_copy(update={"decimal": written.decimal}),
        topics={topic.id: topic for topic in topics},
        definitions={term.id: parsed[f"{base}/glossary.yaml#{term.id}"] for term in terms},
        references={attributes(entry)[0].removeprefix("ref-"): entry["c"][1] for entry in cited},
        figures={words.id: words for words in _figures(tree, tag)},
        writing=written,
    )


def _figures(tree: SourceTree, tag: str) -> tuple[FigureWords, ...]:
    """Return the words of the drawings that are made from facts; a language without such drawings has no file."""
    document = tree.documents.get(f"source/{tag}/figures.yaml")
    return FigureList.model_validate(document.data).figures if document else ()


def read_design(root: Path) -> Design:
    """Return everything in styles/, and the drawings, pictures and logos of source/, drawings written anew."""
    styles = root / "styles"
    css = {path.stem: path.read_text(encoding="utf-8-sig") for path in sorted((styles / "css").glob("*.css"))
           if path.is_file()}
    files = {f"{folder}/{path.name}": path for folder in ("figures", "imprints")
             for path in sorted((root / "source" / folder).glob("[!.]*"))}
    pictures = {name: path.read_bytes() for name, path in files.items() if is_picture(f"source/{name}")}
    tokens = _tokens((root / TOKENS).read_text(encoding="utf-8-sig")).data
    figures = {name: drawing_reader.read(path.read_bytes(), frozenset(tokens["color"]),
                                         is_logo=name.startswith("imprints/")).text
               for name, path in files.items() if name.endswith(".svg")}
    return Design(root, cache_folder(), tokens, css, figures, pictures)


@lru_cache(maxsize=2)
def _tokens(text: str) -> YamlDocument:
    """Return styles/tokens.yaml, parsed once for the checks and for the design."""
    return read_yaml(TOKENS, text)
