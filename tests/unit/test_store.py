"""Files are kept alike in a folder and behind a URL."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from pipeline.model.failure import WrongUsage
from pipeline.tools.keeping.store import Store


@pytest.fixture(params=["folder", "file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    yield Store({"folder": f"{tmp_path}/out", "file": f"file://{tmp_path}/out", "memory": "memory://out"}[request.param])
    fsspec.filesystem("memory").store.clear()


def test_what_is_written_can_be_read_and_is_listed(store: Store) -> None:
    assert store.names() == frozenset()
    assert store.read("a/en/b.txt") is None
    store.write("a/en/b.txt", b"old")
    store.write("a/en/b.txt", b"new")
    store.write("manifest.json", b"{}")
    assert store.read("a/en/b.txt") == b"new"
    assert store.names() == {"a", "manifest.json"}


def test_a_worker_elsewhere_can_be_given_a_store(store: Store) -> None:
    assert pickle.loads(pickle.dumps(store)) == store


def test_no_half_file_stays_in_a_folder(tmp_path: Path) -> None:
    Store(str(tmp_path)).write("a.txt", b"x")
    Store(f"file://{tmp_path}").write("b.txt", b"x")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_an_unknown_kind_of_address_is_told() -> None:
    with pytest.raises(WrongUsage, match="nothing is known of addresses as nowhere://x"):
        Store("nowhere://x").read("a")
