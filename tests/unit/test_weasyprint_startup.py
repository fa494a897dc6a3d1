"""Each mend of WeasyPrint's start spares work and changes no byte."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.tools.typesetting.weasyprint_startup import ALL
from tests.conftest import ROOT

_FACE = (ROOT / "styles" / "fonts" / "FiraGO-Regular.ttf").as_uri()
_PAGE = f"""<html lang=en><title>t</title><style>
    @font-face {{ font-family: FiraGO; src: url("{_FACE}") }}
    @page {{ size: 60mm 90mm; margin: 5mm }} body {{ font-family: FiraGO; hyphens: auto }}</style>
    <h1>Juvenile myelomonocytic leukemia</h1><p>A transplantation of haematopoietic stem cells is the
    recommended treatment for nearly all children.</p></html>"""
_SCRIPT = """
import hashlib, json, sys, warnings
from pathlib import Path
started = []
def listen(event, given):
    if event in ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.system"):
        started.append(event)
cache, page, mends, subsetter = Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]), sys.argv[4]
from pipeline.tools.typesetting.weasyprint_startup import import_weasyprint
warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
sys.addaudithook(listen)
weasyprint = import_weasyprint(cache, mends)
while_importing = list(started)
if subsetter == "fontTools":
    import weasyprint.pdf.fonts
    weasyprint.pdf.fonts.harfbuzz_subset = None
pdf = weasyprint.HTML(string=page).write_pdf(pdf_identifier=b"fixed")
import cffi, fontTools.subset
print(json.dumps({"sha256": hashlib.sha256(pdf).hexdigest(), "started": while_importing,
                  "is_real": hasattr(cffi, "VerificationError") and hasattr(fontTools.subset, "main")}))
"""


def _run(cache: Path, mends: list[str], subsetter: str = "HarfBuzz") -> Any:
    empty = cache / "no-fonts.conf"
    cache.mkdir(exist_ok=True)
    empty.write_text("<fontconfig></fontconfig>", encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(empty), "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run([sys.executable, "-W", "error", "-c", _SCRIPT, cache, _PAGE, json.dumps(mends), subsetter],
                          cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("subsetter", ["HarfBuzz", "fontTools"])
def test_no_mend_changes_a_byte(tmp_path: Path, subsetter: str) -> None:
    plain = _run(tmp_path, [], subsetter)
    assert plain["started"], "WeasyPrint no longer starts programs at import: is the mend still needed?"
    for mends in ([name] for name in sorted(ALL)):
        assert _run(tmp_path, mends, subsetter)["sha256"] == plain["sha256"], mends
    first, second = (_run(tmp_path / "all", sorted(ALL), subsetter) for _ in range(2))
    assert first["sha256"] == second["sha256"] == plain["sha256"]


@pytest.mark.slow
def test_a_damaged_or_foreign_cache_is_made_anew(tmp_path: Path) -> None:
    sound = _run(tmp_path, sorted(ALL))
    kept = sorted(tmp_path.glob("*.kept"))
    assert [file.stem for file in kept] == ["declarations", "hyph_en_GB"]
    contents = [file.read_bytes() for file in kept]
    for start, end in ((0, 0), (0, -9), (1, None)):
        for file, content in zip(kept, contents, strict=True):
            file.write_bytes(content[start:end])
        assert _run(tmp_path, sorted(ALL)) == sound
        assert [file.read_bytes() for file in kept] == contents
    for file, content in zip(kept, reversed(contents), strict=True):
        file.write_bytes(content)
    assert _run(tmp_path, sorted(ALL)) == sound
    assert [file.read_bytes() for file in kept] == contents


def test_the_import_starts_no_program_and_leaves_no_stand_in(tmp_path: Path) -> None:
    ran = _run(tmp_path, sorted(ALL))
    assert ran["started"] == []
    assert ran["is_real"]
