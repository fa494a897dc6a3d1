"""The flow of beginnings: a topic, a product, a publication, each small, sound, and built at once."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from pipeline import sound
from pipeline.markup import new_files
from pipeline.model.entry import ID_FORM
from pipeline.model.failure import WrongUsage
from pipeline.model.publication import Source
from pipeline.tools.keeping import clock, whole_file
from pipeline.tools.words.yaml_reader import read_yaml

_PUBLICATION = "source/publication.yaml"
#: What a publication takes from the one that it is begun in, beside its looks: files, by path below source/.
_TAKEN = ("figures/cover.svg",)
_DAYS_TO_REVIEW = 365


@dataclass(frozen=True)
class Begun:
    """The paths that were written, from the project's root, and what to open next."""

    written: tuple[str, ...]
    next: str


def topic(root: Path, name: str) -> Begun:
    """Begin a topic, the last of the spine, in each finished language.

    Folded sheets that name their topics leave it out. Raises WrongUsage for what is no id, and for one that is there.
    """
    source = _source(root, name, "no topic can be added")
    identity = source.publication.identity
    if name in identity.spine:
        raise WrongUsage(f"the spine has a topic “{name}” already")
    has_message = any(each.depth == "sms" for each in source.publication.channels)
    texts = {f"source/{tag}/topics/{name}.md": new_files.topic(name, language.labels, has_message=has_message)
             for tag, language in source.publication.languages.items() if tag not in identity.drafts}
    new = list(texts)
    texts[_PUBLICATION] = _with_item(source, _PUBLICATION, "spine", name)
    for channel, document in zip(source.publication.channels, source.tree.documents_in("channels"), strict=True):
        if channel.fold and not channel.holds(name):
            texts[document.path] = _with_item(source, document.path, "leaves_out", name)
    return _write(root, texts, new, f"open source/{identity.original}/topics/{name}.md")


def product(root: Path, name: str) -> Begun:
    """Begin a product: a text with all topics; raises WrongUsage for what is no id, and for one that is there."""
    source = _source(root, name, "no product can be added")
    path = f"source/channels/{name}.yaml"
    if name in {each.id for each in source.publication.channels}:
        raise WrongUsage(f"there is a product “{name}” already")
    return _write(root, {path: new_files.product(name)}, [path],
                  f"open {path}: its format and parts; `list formats` tells what there is")


def publication(root: Path, name: str) -> Begun:
    """Begin a publication in a folder of its name, with the looks, labels and licence of the one that it is begun in.

    It has one topic, as a page to print, a web page and a text. Raises WrongUsage for what is no id, and where
    something of its name is there.
    """
    source = _source(root, name, "no publication can begin from it")
    model, tree = source.publication, source.tree
    tag, today = model.identity.original, clock.today()
    days = (today.isoformat(), (today + timedelta(days=_DAYS_TO_REVIEW)).isoformat())
    texts = new_files.publication(name, tag, model.identity.licence.model_dump(mode="json", exclude_none=True), days)
    texts[f"{tag}/labels.yaml"] = new_files.labels(tree.files[f"source/{tag}/labels.yaml"].text or "", name)
    texts[f"{tag}/wording.yaml"] = new_files.wording(tree.files[f"source/{tag}/wording.yaml"].text or "")
    texts[f"{tag}/topics/{new_files.FIRST}.md"] = new_files.topic(
        new_files.FIRST, model.languages[tag].labels, has_message=False)
    texts["review.yaml"] = new_files.review(
        {key: str(said) for key, said in role.model_dump().items()} for role in model.review.required)
    paths = {f"{name}/source/{path}": text for path, text in texts.items()}
    if (root / name).exists():
        raise WrongUsage(f"{name} is there already")
    shutil.copytree(root / "styles", root / name / "styles")
    for path in _TAKEN:
        whole_file.write(root / name / "source" / path, tree.files[f"source/{path}"].content)
    begun = _write(root, paths, [], f"open {name}/source/{tag}/topics/{new_files.FIRST}.md; build it with: "
                                    f"python -m pipeline --root {name} build")
    return Begun((*begun.written, f"{name}/styles"), begun.next)


def _source(root: Path, name: str, refusal: str) -> Source:
    """Return the source; raises WrongUsage for a name that is no id, and where its files have errors."""
    if not all(part.isascii() and part.isalnum() and part == part.lower() for part in name.split("-")):
        raise WrongUsage(f"“{name}” is no name for it: it is to be {ID_FORM}")
    return sound.told_of(root, refusal)


def _with_item(source: Source, path: str, key: str, item: str) -> str:
    """Return a YAML file with one more item in a list; raises WrongUsage where a program cannot write it in."""
    before: Mapping[str, Any] = source.tree.documents[path].data
    text = new_files.with_item(source.tree.files[path].text or "", key, item)
    if read_yaml(path, text).data != {**before, key: [*before.get(key, []), item]}:
        raise WrongUsage(f"write `{key}` of {path} as a list, one item a line, and try again")
    return text


def _write(root: Path, texts: Mapping[str, str], new: list[str], following: str) -> Begun:
    """Write files, of which the new ones may not be there."""
    if there := [path for path in new if (root / path).exists()]:
        raise WrongUsage(f"{there[0]} is there already")
    for path, text in texts.items():
        whole_file.write(root / path, text.encode())
    return Begun(tuple(texts), following)
