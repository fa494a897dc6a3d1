"""Each mend of WeasyPrint's layout spares work and changes no byte of the products that are set with it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.tools.typesetting.weasyprint_mends import ALL
from tests.conftest import ROOT

_SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from pipeline.tools.typesetting import weasyprint_mends
names, channels = (json.loads(each) for each in sys.argv[1:3])
root, cache = (Path(each) for each in sys.argv[3:])
mend = weasyprint_mends.mend
weasyprint_mends.mend = lambda: mend(names)

from pipeline import formats
from pipeline.stages import assemble, compose, load

publication = load.build_publication(load.read_tree(root), cache)
editions = {each.channel.id: each for each in assemble.editions_of(publication)}
design = load.read_design(root)
digests = [hashlib.sha256(formats.find(editions[name].channel.format).render(
    compose.compose(editions[name]), design).content).hexdigest() for name in channels]

import tinyhtml5
from pydyf import PDF
from weasyprint import document, svg
from weasyprint.css import ComputedStyle
from weasyprint.css.targets import TargetCollector
from weasyprint.layout import inline, percent
from weasyprint.text.line_break import Layout

functions = {"lines": inline.split_first_line, "struts": inline.strut, "lengths": percent.resolve_percentages,
             "styles": ComputedStyle.__missing__, "texts": Layout.setup,
             "numbers": TargetCollector.collect_missing_counters,
             "pages": tinyhtml5.parse, "paths": svg.TAGS["path"],
             "cascade": document.get_all_computed_styles, "references": PDF.page_references.fget, "objects": PDF.write}
mended = [name for name, each in functions.items()
          if hasattr(each, "__kept__") or Path(each.__code__.co_filename).name.startswith("weasyprint_")]
print(json.dumps({"digests": digests, "mended": sorted(mended)}))
"""


def _set(mends: list[str], channels: list[str], cache: Path) -> tuple[list[str], list[str]]:
    """Return the digests of the channels' products, set with these mends alone, and the mends seen at work."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", _SCRIPT, json.dumps(mends), json.dumps(channels), ROOT,
                           cache], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return told["digests"], told["mended"]


@pytest.mark.slow
@pytest.mark.parametrize("channels", [["jmml-handout-letter", "jmml-handout-a4"], ["jmml-booklet-half-letter-press"]])
def test_products_are_the_same_without_any_mend(tmp_path: Path, channels: list[str]) -> None:
    plain, none = _set([], channels, tmp_path)
    mended, every = _set(sorted(ALL), channels, tmp_path)
    assert none == []
    assert set(every) == ALL
    assert mended == plain


@pytest.mark.slow
def test_each_mend_alone_changes_no_byte(tmp_path: Path) -> None:
    channels = ["jmml-brochure-letter-press", "jmml-topic-letter", "jmml-topic-a4"]
    plain, _ = _set([], channels, tmp_path)
    for name in sorted(ALL):
        alone, mended = _set([name], channels, tmp_path)
        assert mended == [name]
        assert alone == plain, name
