"""The desk answers the browser of this machine alone, and stamps what a clinic hands out as the command does."""

import http.client
import json
import os
import re
import shutil
import signal
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pypdfium2
import pytest

from pipeline import run_form, run_list
from pipeline.run_desk import Desk
from pipeline.tools.keeping.bounded import OURS_ALONE
from pipeline.tools.serving import loopback
from pipeline.tools.validators import browser
from tests import reviewed, workbooks
from tests.clinics import LOGO
from tests.conftest import HANGS_S, end, pipeline, start
from tests.desks import ask, clicked, once, ready, served

HANDOUT = "en/handout-a4.pdf"
CLINIC = {"name": "Valley Clinic", "phones": "Day: +1 617 555 0100", "address": "12 Example Street\r\nSpringfield",
          "product": HANDOUT, "wanted_languages": "en"}


def listing(root: Path) -> dict[str, int]:
    """Return size and path of each file outside build/."""
    return {str(path): path.stat().st_size for path in root.rglob("*") if path.is_file()
            and path.relative_to(root).parts[0] != "build"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path]]:
    """Give the desk of a miniature, served, and the miniature's folder."""
    root = reviewed.miniature(tmp_path_factory.mktemp("desk") / "project")
    assert pipeline(root, "build").code == 0
    before = listing(root)
    with served(root) as server:
        server.live.get_ready()
        ready(server.live)
        yield server, root
    assert listing(root) == before  # nothing was written outside build/


def post(server: Desk, path: str, fields: dict[str, str]) -> tuple[int, Any, bytes]:
    return ask(server, "POST", f"/{server.token}/{path}", urlencode(fields).encode())


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


# --- who is answered ---


def test_only_this_machine_is_listened_to(desk: tuple[Desk, Path]) -> None:
    assert desk[0].server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("path", ["/", "/desk.js", "/wrong-token/", "/wrong-token/build/report/index.html"])
def test_without_the_token_nothing_is_told(desk: tuple[Desk, Path], path: str) -> None:
    status, _, content = ask(desk[0], "GET", path)
    assert status == 403
    assert b"Treating" not in content


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1", "127.0.0.1:1"])
def test_another_name_of_this_machine_is_refused(desk: tuple[Desk, Path], host: str) -> None:
    server, _ = desk
    assert ask(server, "GET", f"/{server.token}/", Host=host)[0] == 403
    assert ask(server, "GET", f"/{server.token}/", Host=f"localhost:{server.server_port}")[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1"])
def test_only_its_own_page_may_send(desk: tuple[Desk, Path], origin: str) -> None:
    server, _ = desk
    assert ask(server, "POST", f"/{server.token}/file", urlencode(CLINIC).encode(), Origin=origin)[0] == 403


def test_what_is_sent_is_limited(desk: tuple[Desk, Path]) -> None:
    server, path = desk[0], f"/{desk[0].token}/preview"
    assert ask(server, "POST", path, b"", Content_Length="4000001")[0] == 413
    assert ask(server, "POST", path, b"", Content_Length="9" * 40)[0] == 413
    assert ask(server, "POST", path, b"", Content_Length="")[0] == 411
    assert ask(server, "POST", path, b"", Content_Length="-1")[0] == 411
    assert ask(server, "POST", path, b"", Transfer_Encoding="chunked")[0] == 411
    assert ask(server, "POST", f"/{server.token}/list", b"", Content_Length="10000001")[0] == 413
    assert ask(server, "POST", f"/{server.token}/other", b"")[0] == 404
    assert ask(server, "PUT", f"/{server.token}/file", b"")[0] == 501


def test_each_page_forbids_scripts_that_are_not_its_own(desk: tuple[Desk, Path]) -> None:
    server, _ = desk
    for path in ("", "desk.js", "desk.css", "build/report/index.html", "nothing"):
        headers = ask(server, "GET", f"/{server.token}/{path}")[1]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'; " in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
    page = ask(server, "GET", f"/{server.token}/")[2].decode()
    assert "<script>" not in page
    assert "style=" not in page
    assert not re.search(r" on\w+=", page)


@pytest.mark.parametrize("path", [
    "build/../source/facts.yaml", "build/%2e%2e/source/facts.yaml", "build//etc/passwd", "build/.cache/record.json",
    "source/facts.yaml", "build/en", "build/x%00", "build/out"])
def test_only_what_was_built_is_shown(desk: tuple[Desk, Path], path: str) -> None:
    server, root = desk
    link = root / "build" / "out"
    if not link.is_symlink():
        link.symlink_to(root / "source" / "facts.yaml")
    assert ask(server, "GET", f"/{server.token}/{path}")[0] == 404
    assert ask(server, "GET", f"/{server.token}/build/{HANDOUT}")[2] == (root / "build" / HANDOUT).read_bytes()


# --- what is handed out ---


def test_a_file_is_what_the_command_hands_out(desk: tuple[Desk, Path], tmp_path: Path) -> None:
    server, root = desk
    row = [f'"{CLINIC[name]}"' for name in ("name", "phones", "address")]
    (tmp_path / "list.csv").write_text("name,phones,address\n" + ",".join(row) + "\n", encoding="utf-8")
    ran = pipeline(root, "imprint", "--from", str(tmp_path / "list.csv"), "--out", str(tmp_path / "out"))
    assert ran.code == 0, ran.err
    handed = tmp_path / "out" / "valley-clinic"

    status, headers, content = post(server, "file", CLINIC)
    assert (status, content) == (200, (handed / HANDOUT).read_bytes())
    assert headers["Content-Disposition"] == 'attachment; filename="handout-a4.pdf"'
    status, headers, content = post(server, "zip", CLINIC)
    assert headers["Content-Disposition"] == 'attachment; filename="valley-clinic.zip"'
    (tmp_path / "x.zip").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        names = set(archive.namelist())
        assert "index.html" in names
        assert {name: archive.read(name) for name in names - {"index.html"}} == {
            name: (handed / name).read_bytes() for name in names - {"index.html"}}


def test_a_preview_is_a_picture_and_changes_with_the_name(desk: tuple[Desk, Path]) -> None:
    first, other = (post(desk[0], "preview", {**CLINIC, "name": name})[2] for name in ("Valley Clinic", "Hill Clinic"))
    assert first[8:12] == other[8:12] == b"WEBP"
    assert first != other
    assert post(desk[0], "preview", {**CLINIC, "product": "en/handout.txt"})[0] == 204


@pytest.mark.parametrize("path", ["file", "preview"])
def test_what_another_run_has_removed_is_laid_out_again(desk: tuple[Desk, Path], path: str) -> None:
    server, root = desk
    assert post(server, path, CLINIC)[0] == 200
    shutil.rmtree(root / "build/.cache/clinics")
    run_form._maker.cache_clear()
    assert post(server, path, CLINIC)[0] == 503
    ready(server.live)
    assert post(server, path, CLINIC)[0] == 200


@pytest.mark.parametrize(("fields", "field"), [
    ({"phones": "call us"}, "phones"), ({"name": ""}, "name"), ({"name": "=cmd()"}, "name"),
    ({"product": "../../etc/passwd"}, "product"), ({"logo_data": b64encode(b"<script/>").decode()}, "logo"),
    ({"logo_data": "!"}, "logo"), ({"name": "x" * 190}, "name")])
def test_a_fault_is_told_at_its_field(desk: tuple[Desk, Path], fields: dict[str, str], field: str) -> None:
    status, _, content = post(desk[0], "preview", {**CLINIC, **fields})
    told = json.loads(content)
    assert (status, told[0]["field"]) == (422, field)
    assert told[0]["fix"]
    assert post(desk[0], "file", {**CLINIC, **fields})[0] == 422


def test_rows_of_a_list_are_shown_with_their_faults(desk: tuple[Desk, Path]) -> None:
    content = b"id,name,phones\na,A,617-555-0100\nb,B,call us\n"
    told = json.loads(ask(desk[0], "POST", f"/{desk[0].token}/list", content)[2])
    assert [[each["field"] for each in row["faults"]] for row in told["rows"]] == [[], ["phones"]]
    assert json.loads(ask(desk[0], "POST", f"/{desk[0].token}/list", b"%PDF-1.7")[2])["others"]


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[tuple[Desk, Path]]:
    """Give the desk of a miniature that a test may change, served, with nothing built before."""
    root = reviewed.miniature(tmp_path / "project")
    reviewed.confirm(root)
    with served(root) as server:
        yield server, root


def mended(server: Desk, row: int, column: str, text: str) -> tuple[int, bytes]:
    body = json.dumps({"row": row, "column": column, "text": text}).encode()
    return ask(server, "POST", f"/{server.token}/mend", body)[::2]


def test_a_list_is_mended_in_place_by_the_same_rules_and_handed_out(desk: tuple[Desk, Path], tmp_path: Path) -> None:
    server, root = desk
    content = b"name,phones\nValley Clinic,617-555-0100\nHill Clinic,call us\n=cmd(),617-555-0102\n"
    told = json.loads(ask(server, "POST", f"/{server.token}/list", content)[2])
    assert (told["count"], told["wrong"], told["good"]) == (3, 2, 1)
    told = json.loads(mended(server, 3, "phones", "617-555-0101|Night: 617-555-0109")[1])
    assert (told["wrong"], told["good"], [bool(row["faults"]) for row in told["rows"]]) == (1, 2, [False, False, True])
    assert json.loads(mended(server, 3, "phones", "call us")[1])["wrong"] == 2  # as wrong as before
    mended(server, 3, "phones", "617-555-0101|Night: 617-555-0109")

    assert ask(server, "POST", f"/{server.token}/hand-out", b"")[0] == 204
    once(server.live, lambda state: state.result is not None)
    handed = json.loads(ask(server, "GET", f"/{server.token}/handed")[2])
    assert handed["ids"] == ["valley-clinic", "hill-clinic"]
    assert len(handed["faults"]) == 1
    packed = ask(server, "GET", f"/{server.token}/build/handed-out/hill-clinic.zip")[2]
    (tmp_path / "x.zip").write_bytes(packed)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert "Night" in words_of(archive.read(HANDOUT))
        assert "index.html" in archive.namelist()
    made = {path: path.stat().st_mtime_ns for path in (root / "build/handed-out").rglob("*.*")}

    mended(server, 4, "name", "Lake Clinic")
    ask(server, "POST", f"/{server.token}/hand-out", b"")
    once(server.live, lambda state: state.result is not None and len(state.result["ids"]) == 3)
    assert {path: stamp for path, stamp in made.items() if path.name != "manifest.json"
            and path.stat().st_mtime_ns != stamp} == {}  # what was there stays


def test_logos_are_dropped_with_the_list_that_names_them(own_desk: tuple[Desk, Path], tmp_path: Path) -> None:
    server, root = own_desk
    content = b"name,phones,logo,logo_text\nHill,617-555-0100,logos/hill.svg,A hill\nLake,617-555-0101,b.svg,A lake\n"
    logos = {"logos/hill.svg": LOGO, "b.svg": LOGO.replace(b'cx="24"', b'cx="30"')}
    (tmp_path / "logos").mkdir()
    for name, held in {"list.csv": content, **logos}.items():
        (tmp_path / name).write_bytes(held)
    (root / "build/b.svg").write_bytes(LOGO)  # nobody has dropped it
    server.live.get_ready()
    ready(server.live)
    told = json.loads(ask(server, "POST", f"/{server.token}/list", content)[2])
    assert [[each["message"] for each in row["faults"]] for row in told["rows"]] == [
        ["the logo “logos/hill.svg” is not here"], ["the logo “b.svg” is not here"]]
    assert "drop it on this page" in told["rows"][0]["faults"][0]["fix"]
    sent = {Path(name).name: b64encode(held).decode() for name, held in logos.items()}
    told = json.loads(ask(server, "POST", f"/{server.token}/logos", json.dumps(sent).encode())[2])
    assert told["good"] == 2
    ask(server, "POST", f"/{server.token}/hand-out", b"")
    once(server.live, lambda state: state.result is not None)
    ran = pipeline(root, "imprint", "--from", str(tmp_path / "list.csv"), "--out", str(tmp_path / "out"))
    assert ran.code == 0, ran.err
    for name in ("hill", "lake"):
        assert (root / f"build/handed-out/{name}" / HANDOUT).read_bytes() == (
            tmp_path / f"out/{name}" / HANDOUT).read_bytes()


def test_what_is_wrong_with_logos_that_are_sent_is_told(
    desk: tuple[Desk, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = desk[0]

    def send(sent: object) -> tuple[int, Any, bytes]:
        return ask(server, "POST", f"/{server.token}/logos", json.dumps(sent).encode())

    content = b"name,logo,logo_text\nA,a/x.svg,A\nB,b/x.svg,B\nC,c.png,C\n"
    letters = b64encode(LOGO).decode()
    assert send({"x.svg": letters, "c.png": b64encode(b"<" * 2_000_001).decode()})[0] in (200, 204)
    told = json.loads(ask(server, "POST", f"/{server.token}/list", content)[2])
    assert [row["faults"][0]["message"] for row in told["rows"]] == [
        "the logo “a/x.svg” has the file name of another logo", "the logo “b/x.svg” has the file name of another logo",
        "the logo “c.png” has 2.0 MB, 2 are the most"]
    for wrong in ([], ["x"], {"x.svg": 1}, {"x.svg": "?"}, "x"):
        assert send(wrong)[0] == (200 if wrong == [] else 422)
    monkeypatch.setattr(run_list, "_LOGOS_HELD", 2_000_000)
    status, _, words = send({"y.svg": letters})
    assert (status, b"imprint --from" in words) == (413, True)


def test_a_number_of_a_workbook_stays_a_fault_until_somebody_types_it_anew(desk: tuple[Desk, Path]) -> None:
    server = desk[0]
    book = workbooks.xlsx([["name", "phones"], ["A", ("6175550100", "number")], ["B", ("6175550101", "number")]])
    told = json.loads(ask(server, "POST", f"/{server.token}/list", book)[2])
    assert told["wrong"] == 2
    told = json.loads(mended(server, 3, "phones", "617-555-0101")[1])
    assert [bool(row["faults"]) for row in told["rows"]] == [True, False]


@pytest.mark.parametrize("body", [
    b"", b"[]", b"{}", b'{"row": 99, "column": "name", "text": ""}', b'{"row": 2, "column": "x", "text": ""}', b"\xff",
    b'{"row": "2", "column": ["name"], "text": ""}'])
def test_a_cell_that_is_not_there_is_told(desk: tuple[Desk, Path], body: bytes) -> None:
    server = desk[0]
    ask(server, "POST", f"/{server.token}/list", b"name,phones\nA,617-555-0100\n")
    assert ask(server, "POST", f"/{server.token}/mend", body)[0] == 422


def test_words_that_nobody_confirmed_are_not_handed_out(own_desk: tuple[Desk, Path], edit: Any) -> None:
    server, root = own_desk
    edit(root / "source/en/glossary.yaml", "gives cells to another", "gives blood to another")
    server.live.get_ready()
    once(server.live, lambda state: state.refusal != "")
    status, _, content = post(server, "file", CLINIC)
    assert (status, b"Getting ready" in content) == (503, True)
    assert "nothing can be handed out" in server.live.state.refusal


# --- clicks ---


@pytest.mark.slow
def test_a_nurse_gets_a_handout_with_the_name_of_her_clinic(desk: tuple[Desk, Path], tmp_path: Path) -> None:
    server, root = desk
    (tmp_path / "list.csv").write_text("id,name,phones,logo,logo_text\na,A,617-555-0100,,\n"
                                       "b,B,call us,logos/b.svg,A hill\n", encoding="utf-8")
    (tmp_path / "b.svg").write_bytes(LOGO)
    seen = clicked("desk_clicks.mjs", server.address, str(tmp_path), str(tmp_path / "list.csv"),
                   str(tmp_path / "b.svg"), str(tmp_path / "desk.png"))

    assert "name" in seen["asked"]
    assert seen["complaints"] == []
    assert "Valley Clinic" in words_of((tmp_path / "handout-a4.pdf").read_bytes())
    assert zipfile.is_zipfile(tmp_path / "valley-clinic.zip")
    assert seen["counted"].startswith("2 rows, 1 with faults.")
    assert seen["offered"].endswith("(1)")
    assert seen["rows"][0] == "nothing"
    assert "no phone number" in seen["rows"][1]
    assert "is not here" in seen["rows"][1]
    assert seen["label"] == "row 3, phones"
    assert (seen["mended"], seen["recounted"]) == (["nothing", "mended"], "2 rows, 0 with faults.")
    assert "2 clinics have their ZIP; all lie in build/handed-out." in seen["handed"]
    assert (tmp_path / "b.zip").read_bytes() == (root / "build/handed-out/b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert "617-555-0101" in words_of(archive.read(HANDOUT))


@pytest.mark.slow
def test_the_pages_of_the_desk_have_nothing_that_axe_or_a_narrow_screen_minds(
    desk: tuple[Desk, Path], tmp_path: Path
) -> None:
    server, _ = desk
    pages = [tmp_path / name for name in ("index.html", "watch.html")]
    for path, name in (("", "index.html"), ("watch", "watch.html"), ("desk.css", "desk.css")):
        (tmp_path / name).write_bytes(ask(server, "GET", f"/{server.token}/{path}")[2])
    assert browser.violations(pages) == ()
    assert [each for page in pages for each in browser.overflows(page)] == []


def test_the_command_prints_the_address_and_ends_with_ctrl_c(desk: tuple[Desk, Path]) -> None:
    process = start(desk[1], "desk")
    try:
        assert process.stdout
        address = urlsplit(process.stdout.readline().strip())
        assert address.hostname == "127.0.0.1"
        line = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=HANGS_S)
        line.request("GET", address.path)
        assert line.getresponse().status == 200
        line.close()
    finally:
        process.send_signal(signal.SIGINT)
        ran = end(process)
    assert (ran.code, ran.last) == (0, "the desk is closed")


def test_the_browser_that_it_opens_sees_the_fonts_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []
    monkeypatch.setenv(OURS_ALONE, "/ours")
    monkeypatch.setattr("webbrowser.open", lambda _: seen.append(os.environ.get(OURS_ALONE)))
    loopback.open_in_browser("http://127.0.0.1/")
    assert (seen, os.environ[OURS_ALONE]) == ([None], "/ours")
