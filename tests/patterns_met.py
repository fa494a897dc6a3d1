"""Prints as JSON each regular expression that the modules of the pipeline make, with its flags and the line.

Run in a process of its own: what was imported before has made its patterns already.
"""

import json
import re
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

ROOT = Path(__file__).parent.parent
_MADE: dict[tuple[str, bool, int], str] = {}


def record() -> None:
    """Note what is compiled from now on."""
    compile_ = re._compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int) -> Any:
        maker = sys._getframe(2)
        path = Path(maker.f_code.co_filename)
        if not isinstance(pattern, re.Pattern) and path.is_relative_to(ROOT / "pipeline"):
            text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
            place = f"{path.relative_to(ROOT).as_posix()}:{maker.f_lineno}"
            _MADE.setdefault((text, isinstance(pattern, bytes), int(flags)), place)
        return compile_(pattern, flags)

    re._compile = noted  # type: ignore[attr-defined]


def work() -> None:
    """Import every module, read the real source and a list, write and read back a product of each format, begin one."""
    import pipeline

    for module in walk_packages(pipeline.__path__, "pipeline."):
        if module.name != "pipeline.__main__":
            import_module(module.name)
    from pipeline import checks, formats, run_new, sound
    from pipeline.markup import new_files
    from pipeline.model import csv_cells
    from pipeline.model.artifact import Artifact, Draft
    from pipeline.model.failure import WrongUsage
    from pipeline.readback import parity
    from pipeline.stages import assemble, compose, load

    source, _ = sound.read_source(ROOT)
    checks.examine("source", source)
    csv_cells.rows("name;web\nA;b\n")
    new_files.labels("title: A\n", "a-guide")
    new_files.with_item("spine: [a]\n", "spine", "b")
    with suppress(WrongUsage):
        run_new.topic(ROOT, "no id")
    design, seen = load.read_design(ROOT), set()
    for edition in assemble.editions_of(source.publication):
        if edition.channel.format not in seen:
            seen.add(edition.channel.format)
            manuscript = compose.compose(edition)
            rendering = formats.find(edition.channel.format).render(manuscript, design)
            checks.examine("draft", Draft(manuscript, rendering))
            parity.differences(Artifact(Path(edition.output), edition.output, edition.contract.media_type,
                                        rendering.content, manuscript))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    record()
    work()
    print(json.dumps([[place, *key] for key, place in _MADE.items()]))
