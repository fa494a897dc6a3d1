"""Writes the JSON Schemas of the source's YAML files, so that an editor completes and explains them."""

import json
from pathlib import Path

from pipeline import formats
from pipeline.model.channel import Channel
from pipeline.model.source_files import MODELS, schema_name
from pipeline.model.tokens import Tokens
from pipeline.tools.keeping import whole_file


def write(root: Path) -> list[str]:
    """Write one schema a model into source/schemas; return their paths from the root."""
    written = []
    for name, content in schemas().items():
        path = root / "source" / "schemas" / name
        whole_file.write(path, content.encode())
        written.append(path.relative_to(root).as_posix())
    return written


def schemas() -> dict[str, str]:
    """Return the schemas by file name."""
    found = {}
    for pattern, model in (MODELS | {"tokens.yaml": Tokens}).items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        if model is Channel:
            schema["properties"]["format"] |= {"enum": list(formats.names())}
        found[f"{schema_name(pattern)}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return found
