"""A clinic's ZIP holds its files and a page that shows what each is for; the same files give the same bytes."""

import os
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.model.failure import MissingTool
from pipeline.tools.packaging import still_zip
from pipeline.tools.validators import browser
from tests import reviewed
from tests.conftest import pipeline

LIST = "id,name,phones\nhill,Hill & Dale,+1 617 555 0100\nlake,Lake,\n"


def imprint(root: Path, out: Path, *options: str, text: str = LIST) -> None:
    (root / "clinics.csv").write_text(text, encoding="utf-8")
    ran = pipeline(root, "imprint", "--from", str(root / "clinics.csv"), "--out", str(out), *options)
    assert ran.code == 0, ran.err


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a miniature and what two clinics got of it, zipped."""
    root = reviewed.miniature(tmp_path_factory.mktemp("zip") / "project")
    for form, ending in (("web-page", "html"), ("epub", "epub")):
        (root / f"source/channels/screen-{ending}.yaml").write_text(
            f'id: screen-{ending}\nname: On a screen, {ending}\nformat: {form}\noutput: "{{language}}/guide.{ending}"\n'
            "depth: full\nparts: [cover, contents, topics, contact, colophon]\n", encoding="utf-8")
    imprint(root, root / "out", "--zip")
    return root, root / "out"


def test_a_zip_holds_the_folder_and_a_page_that_links_to_each_file(zipped, tmp_path):
    _, out = zipped
    with zipfile.ZipFile(out / "hill.zip") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    folder = {path.relative_to(out / "hill").as_posix() for path in (out / "hill").rglob("*") if path.is_file()}
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    links = {unquote(each) for each in re.findall(r'href="([^"]+)"', page)}

    assert set(names) == folder | {"index.html"}
    assert all((tmp_path / name).read_bytes() == (out / "hill" / name).read_bytes() for name in folder)
    assert links == folder - {"manifest.json", "SHA256SUMS"}
    assert "Hill &amp; Dale" in page
    assert page.count('src="data:image/webp;base64,') == sum(
        name.endswith((".pdf", ".epub", ".html")) for name in folder)
    try:
        assert browser.violations([tmp_path / "index.html"]) == ()
        assert browser.overflows(tmp_path / "index.html") == ()
    except MissingTool as missing:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(missing))


def test_another_list_and_another_run_give_a_clinic_the_same_bytes(zipped, tmp_path):
    root, out = zipped
    imprint(root, tmp_path / "out", "--zip", "-j", "1", text=LIST.replace("lake,Lake", "pond,Pond"))
    assert (tmp_path / "out/hill.zip").read_bytes() == (out / "hill.zip").read_bytes()
    stamp = (tmp_path / "out/hill.zip").stat().st_mtime_ns
    imprint(root, tmp_path / "out", "--zip", text=LIST.replace("lake,Lake", "pond,Pond"))
    assert (tmp_path / "out/hill.zip").stat().st_mtime_ns == stamp


def test_a_zip_of_other_files_does_not_stay(zipped, tmp_path):
    root, _ = zipped
    imprint(root, tmp_path / "out", "--zip", "--only", "*text*")
    imprint(root, tmp_path / "out", "--only", "*text*")
    assert (tmp_path / "out/hill.zip").is_file()
    imprint(root, tmp_path / "out", "--only", "*text*", text=LIST.replace("0100", "0199"))
    assert not (tmp_path / "out/hill.zip").exists()
    assert (tmp_path / "out/lake.zip").is_file()
    imprint(root, tmp_path / "out", "--only", "*text*", "--prune", text=LIST.replace("lake,Lake,\n", ""))
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"hill", "manifest.json"}


def test_bytes_follow_from_the_files_alone():
    assert still_zip.packed({"b.txt": b"b", "a.pdf": b"a"}) == still_zip.packed({"a.pdf": b"a", "b.txt": b"b"})
    assert still_zip.packed({"a.pdf": b"a"}) != still_zip.packed({"a.pdf": b"b"})
