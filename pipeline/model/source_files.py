"""Which model each YAML file of the source follows."""

from pathlib import PurePosixPath

from pydantic import BaseModel

from pipeline.model.channel import Channel
from pipeline.model.ledger import Ledger
from pipeline.model.publication import Glossary, Identity, Imprint, Labels, ReferenceList, Review, Wording

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
}


def model_of(path: str) -> type[BaseModel] | None:
    """Return the model that a file below source/ follows, None for a file that has none."""
    inner = PurePosixPath(path).relative_to("source")
    found = (model for pattern, model in MODELS.items()
             if len(inner.parts) == pattern.count("/") + 1 and inner.match(pattern))
    return next(found, None)


def schema_name(pattern: str) -> str:
    """Return the name of the schema for a pattern of MODELS (`channels/*.yaml` -> channel)."""
    folder, _, file = pattern.rpartition("/")
    return folder.removesuffix("s") if file == "*.yaml" else file.removesuffix(".yaml")
