"""What somebody saves is seen on the desk at once; what is wrong is told, and the last good page stays, marked."""

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline import run_desk, run_live
from pipeline.model.failure import WrongUsage
from pipeline.model.live import Built, Found, Ready, Refused, Step
from pipeline.run import Wish
from pipeline.run_desk import Desk
from pipeline.run_watch import Live, State
from pipeline.tools.keeping import file_index
from pipeline.tools.keeping.errand import Errand
from tests import reviewed
from tests.conftest import HANGS_S
from tests.desks import ask, clicked, once, served

WEB, PAPER, MAIL = "en/handout.html", "en/handout-a4.pdf", "en/leaflet-waiting.txt"
TOPIC = "source/en/topics/waiting.md"
CHANNEL = """id: web
name: Handout, web page
format: web-page
output: "{language}/handout.html"
depth: full
parts: [cover, contents, topics, questions, glossary, references, contact, colophon]
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path]]:
    """Give the desk of a miniature, served, and the miniature's folder; each test leaves its source as it was."""
    root = reviewed.miniature(tmp_path_factory.mktemp("live") / "project")
    (root / "source/channels/web.yaml").write_text(CHANNEL, encoding="utf-8")
    (root / "source/channels/brochure.yaml").unlink()
    with served(root) as server:
        yield server, root


@pytest.fixture
def topic(desk: tuple[Desk, Path]) -> Iterator[Path]:
    """Give a topic that a test may change."""
    path = desk[1] / TOPIC
    before = path.read_text(encoding="utf-8")
    yield path
    path.write_text(before, encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def is_well(state: State) -> bool:
    return state.stage == "done" and not state.is_old and not state.is_unchecked


def looked_at(live: Live, output: str) -> State:
    """Return how it stands once a product is there as its source says."""
    live.look_at(output)
    return once(live, is_well)


def holds(words: str) -> bytes:
    return words.encode()


def test_a_changed_word_is_seen_before_the_rules_are_asked_and_then_built(
    desk: tuple[Desk, Path], topic: Path
) -> None:
    live = desk[0].live
    assert holds("pass before a") in (looked_at(live, WEB).content or b"")
    change(topic, "pass before a", "go by before a")
    seen = once(live, lambda state: holds("go by before a") in (state.content or b""))
    assert (seen.stage, seen.is_unchecked) == ("saved", True)
    assert once(live, is_well).content == (desk[1] / "build" / WEB).read_bytes()
    assert holds("go by before a") in (live.state.content or b"")
    change(topic, "go by before a", "pass before a")  # as it was read at first: seen at once, too
    assert once(live, lambda state: holds("pass before a") in (state.content or b"")).is_unchecked


@pytest.mark.parametrize(("path", "old", "new"), [
    (TOPIC, "1 to 2 months to", "1 to 3 months to"), (TOPIC, "::: key-points", "::: key-pints"),
    ("source/facts.yaml", "facts:", "facts: ["), ("styles/tokens.yaml", "color:", "colr:"),
    ("source/en/glossary.yaml", "terms:", "\tterms:")])
def test_a_broken_source_is_told_and_the_last_good_page_stays_until_the_next_good_save(
    desk: tuple[Desk, Path], path: str, old: str, new: str
) -> None:
    live, file = desk[0].live, desk[1] / path
    before = looked_at(live, WEB).content
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    broken = once(live, lambda state: state.stage == "broken")
    assert (broken.content, broken.is_old, broken.is_unchecked) == (before, True, False)
    told = [each for each in broken.findings if each.place.path == path]
    assert any(each.place.line and each.fix for each in told)
    for address in ("watch", "desk.css", "news/0", ""):
        assert ask(desk[0], "GET", f"/{desk[0].token}/{address}")[0] == 200
    file.write_text(text, encoding="utf-8")
    assert once(live, is_well).content == before


def test_a_product_that_cannot_be_made_stays_in_view_as_it_was(desk: tuple[Desk, Path], topic: Path) -> None:
    live = desk[0].live
    before = looked_at(live, MAIL).content
    change(topic, "only a transplant", "only a 移植 transplant")
    state = once(live, lambda state: state.stage in ("done", "broken") and state.is_old)
    assert state.content == before
    assert any(each.severity == "error" for each in state.findings)


def test_pages_on_paper_are_shown_and_follow(desk: tuple[Desk, Path], topic: Path) -> None:
    server = desk[0]
    looked_at(server.live, PAPER)
    told = json.loads(ask(server, "GET", f"/{server.token}/news/0")[2])
    assert (told["kind"], told["pages"] > 1) == ("pages", True)
    leaf = ask(server, "GET", f"/{server.token}/leaf/{told['seen']}/1")
    assert (leaf[0], leaf[1]["Content-Type"], leaf[2][8:12]) == (200, "image/webp", b"WEBP")
    for number in (0, told["pages"] + 1, "x", "", "9" * 30):
        assert ask(server, "GET", f"/{server.token}/leaf/{told['seen']}/{number}")[0] == 404
    change(topic, "pass before a", "go by before a")
    before = server.live.state.content
    assert once(server.live, lambda state: state.is_unchecked).content != before


@contextmanager
def tending(root: Path, under_way: Errand, **state: Any) -> Iterator[tuple[Connection, Thread]]:
    """Give the line to what tends a source, and its thread, not started: it will hear two things at once."""
    ours, line = multiprocessing.Pipe()
    desk = run_live._Desk(root, Wish(workers=1), lambda *_: 5, line)
    vars(desk).update(state, under_way=under_way, marks=file_index.written(str(root)))
    wait([under_way.line])
    thread = Thread(target=desk.tend, daemon=True)
    yield ours, thread
    ours.send(StopIteration)
    thread.join(HANGS_S)
    assert not thread.is_alive()


def test_a_product_chosen_at_the_moment_in_which_a_build_ends_is_shown(minimal: Path) -> None:
    with tending(minimal, Errand(lambda tell: tell(Built(())), Refused), is_building=True) as (line, thread):
        line.send(WEB)
        thread.start()
        assert line.poll(HANGS_S)
        assert isinstance(line.recv(), Found | Step | Built)


def test_getting_ready_is_asked_for_in_vain_at_no_moment(minimal: Path) -> None:
    with tending(minimal, Errand(lambda _: None, Refused)) as (line, thread):
        line.send(None)
        thread.start()
        assert line.poll(HANGS_S)
        assert line.recv() == Ready(5)


def test_what_is_ended_from_outside_is_told(minimal: Path) -> None:
    with tending(minimal, Errand(lambda _: os.kill(os.getpid(), signal.SIGKILL), Refused),
                 if_lost=Refused("lost")) as (line, thread):
        thread.start()
        assert line.poll(HANGS_S)
        assert line.recv() == Refused("lost")


def test_only_products_are_shown_and_only_in_the_own_page(desk: tuple[Desk, Path]) -> None:
    server = desk[0]
    looked_at(server.live, WEB)
    for output in (b"../source/facts.yaml", b"", b"\xff", b"en/nothing.txt"):
        assert ask(server, "POST", f"/{server.token}/look", output)[0] == 404
    assert ask(server, "POST", f"/{server.token}/look", b"x" * 1001)[0] == 413
    status, headers, content = ask(server, "GET", f"/{server.token}/whole/x")
    assert (status, content) == (200, server.live.state.content)
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in ask(server, "GET", f"/{server.token}/watch")[1]["Content-Security-Policy"]


def test_it_is_told_where_what_makes_the_pages_is_gone(minimal: Path) -> None:
    live = Live(minimal, Wish(workers=1), lambda *_: None)
    os.kill(live.tending.number, signal.SIGKILL)
    state = once(live, lambda state: state.stage == "stopped")
    assert (state.is_old, "start it again" in state.words, "start it again" in state.refusal) == (True, True, True)
    live.end()


def test_a_port_that_somebody_has_is_told(desk: tuple[Desk, Path]) -> None:
    with pytest.raises(WrongUsage, match="is taken"):
        run_desk.opened(desk[1], Wish(workers=1), desk[0].server_port)


def memory_kb(process: int) -> int:
    """Return what a process holds of its own."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def test_thirty_saves_in_a_row_leave_memory_as_it_was(desk: tuple[Desk, Path], topic: Path) -> None:
    live, said, held = desk[0].live, "pass before a", []
    looked_at(live, WEB)
    for number in range(30):
        new = f"pass {'long ' * (number + 1)}before a"
        change(topic, said, new)
        once(live, lambda state, new=new: holds(new) in (state.content or b""))
        said = new
        held.append(memory_kb(live.tending.number))
    assert once(live, is_well).content == (desk[1] / "build" / WEB).read_bytes()  # each ended the build before
    assert max(held[5:]) - held[4] < 1024, held


def test_the_page_follows_what_is_saved(desk: tuple[Desk, Path], topic: Path) -> None:
    server = desk[0]
    looked_at(server.live, WEB)
    seen = clicked("watch_clicks.mjs", f"{server.address}watch", str(topic), PAPER)
    assert seen["complaints"] == []
    assert seen["old"].startswith("Old: the source has an error. This is the last good one.")
    assert f"{TOPIC}:4:" in seen["finding"]
    assert "write what the fact says" in seen["finding"]
    assert "go by before a" in seen["kept"]
    assert seen["scrolled"] > 0
    assert seen["leaves"] > 1
    assert "months to arrange a transplant" in seen["marked"]
    assert seen["spot"].startswith(f"{TOPIC}:4:")
