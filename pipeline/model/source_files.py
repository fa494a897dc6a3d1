"""Which files stand where in the source and beside it, and which model each YAML file follows."""

import re
from fnmatch import translate
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from pipeline.model.channel import Channel
from pipeline.model.confirmation import Confirmed
from pipeline.model.imprint import Imprint
from pipeline.model.ledger import Ledger
from pipeline.model.publication import Glossary, Identity, Labels, ReferenceList, Wording
from pipeline.model.review import Review
from pipeline.model.risk_figure import FigureList
from pipeline.model.source_tree import SourceTree
from pipeline.model.tokens import Tokens
from pipeline.model.translation import Translated

#: Colours and sizes; the one YAML file outside source/.
TOKENS = "styles/tokens.yaml"

#: Place below source/ (`*` is one folder or file name) -> model; the schema is named after the file or its folder.
MODELS: dict[str, type[BaseModel]] = {
    "publication.yaml": Identity,
    "review.yaml": Review,
    "facts.yaml": Ledger,
    "references.yaml": ReferenceList,
    "channels/*.yaml": Channel,
    "imprints/*.yaml": Imprint,
    "*/labels.yaml": Labels,
    "*/glossary.yaml": Glossary,
    "*/wording.yaml": Wording,
    "*/figures.yaml": FigureList,
    "confirmed.yaml": Confirmed,
    "*/confirmed.yaml": Confirmed,
    "*/translated.yaml": Translated,
}
#: Pictures made of pixels by the end of their names; those that no product can show are told apart by a check.
_PIXELS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".webp", ".bmp")
#: What else may stand there: prose, drawings, pictures, the schemas that editors read, a page for people.
_OTHERS = ("*/topics/*.md", "figures/*.svg", "imprints/*.svg", *(f"figures/*{each}" for each in _PIXELS),
           *(f"imprints/*{each}" for each in _PIXELS), "schemas/*.json", "README.md", "*/README.md")
#: What systems and editors leave in a folder: copies before a change, of what is being written, lists of pictures.
_LEFT_BEHIND = re.compile("|".join(map(translate, (
    ".*", "*~", "#*#", "~$*", "*.orig", "*.rej", "*.bak", "*.old", "*.save", "*.tmp", "*.temp", "*.sw?", "*.part",
    "*.crdownload", "thumbs.db", "ehthumbs*.db", "desktop.ini", "icon\r", "__macosx", "@eadir", "$recycle.bin",
    "system volume information"))))
#: The files that no publication can do without, and those that each of its languages has.
NEEDED = ("publication.yaml", "review.yaml", "facts.yaml", "references.yaml")
NEEDED_BY_LANGUAGE = ("labels.yaml", "glossary.yaml", "wording.yaml")


def model_of(path: str) -> type[BaseModel] | None:
    """Return the model that a file follows, None for a file that has none."""
    if path == TOKENS:
        return Tokens
    return next((model for pattern, model in MODELS.items() if _stands_at(path, pattern)), None)


def script_fonts(tree: SourceTree) -> dict[str, dict[str, Any]]:
    """Return what the tokens say that each script is set in, by its code; nothing where they do not say it well."""
    tokens = tree.documents.get(TOKENS)
    scripts = tokens.data.get("scripts") if tokens and isinstance(tokens.data, dict) else None
    return {key: named or {} for key, named in scripts.items()} if isinstance(scripts, dict) else {}


def is_read(path: str) -> bool:
    """Tell whether anybody reads a file; of styles/ no other is looked at."""
    return not path.startswith("source/") or any(_stands_at(path, pattern) for pattern in (*MODELS, *_OTHERS))


def is_left_behind(path: str) -> bool:
    """Tell whether a system or an editor left a file behind, or the folder that it lies in; nobody means it."""
    return any(_LEFT_BEHIND.match(part.lower()) for part in path.split("/"))


def is_picture(path: str) -> bool:
    """Tell whether a file below source/ is a picture made of pixels, and so no text."""
    return path.startswith(("source/figures/", "source/imprints/")) and path.endswith(_PIXELS)


def is_figure(path: str) -> bool:
    """Tell whether a text can show a file below source/: a drawing or a picture."""
    return is_picture(path) or (path.startswith("source/figures/") and path.endswith(".svg"))


@lru_cache(maxsize=8192)
def _stands_at(path: str, pattern: str) -> bool:
    inner = PurePosixPath(path).relative_to("source")
    return len(inner.parts) == pattern.count("/") + 1 and inner.match(pattern)


def schema_name(pattern: str) -> str:
    """Return the name of the schema for a pattern of MODELS (`channels/*.yaml` -> channel)."""
    folder, _, file = pattern.rpartition("/")
    return folder.removesuffix("s") if file == "*.yaml" else file.removesuffix(".yaml")
