"""A cluster is asked whether it answers, speaks TLS and runs our code, before anything is prepared for it."""

import pickle
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import run_imprints
from pipeline.model.failure import ExitCode, Failure, ToolFailed, WrongUsage
from pipeline.tools.keeping.cluster import Cluster, checked, executor, greet
from tests import clinic_lists
from tests.conftest import ROOT, pipeline
from tests.dask_cluster import certificate, cluster

CODE = run_imprints.code()


def twice(number: int) -> int:
    return 2 * number


@pytest.fixture
def other_code(tmp_path: Path) -> Path:
    """Give a project whose pipeline differs by one remark in one format."""
    shutil.copytree(ROOT / "pipeline", tmp_path / "other" / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    text = tmp_path / "other" / "pipeline" / "formats" / "text.py"
    text.write_text(f"{text.read_text('utf-8')}# another version\n", encoding="utf-8")
    return tmp_path / "other"


@pytest.fixture
def silent() -> Iterator[str]:
    """Give the address of somebody who takes calls and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"


def nobody() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"


def refusal(address: str, **pem: Path) -> Failure:
    with pytest.raises(Failure) as caught:
        greet(Cluster(address, CODE, **pem))
    return caught.value


def test_where_nobody_listens_nothing_is_read_or_prepared(tmp_path: Path) -> None:
    address = nobody()
    ran = pipeline(tmp_path, "imprint", "--from", str(clinic_lists.write(tmp_path / "list", [])), "--out",
                   str(tmp_path / "out"), "--scheduler", address)
    assert ran.code == ExitCode.TOOL_FAILED
    assert ran.err.startswith(f"error: no scheduler answers at {address}: ")
    assert "\n    fix: see that it runs" in ran.err
    assert not {"build", "out"} & {path.name for path in tmp_path.iterdir()}


def test_whoever_listens_and_says_nothing_is_told(silent: str) -> None:
    assert str(refusal(silent)).startswith(f"no scheduler answers at {silent}: ")


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "tcp://127.0.0.1", "http://127.0.0.1:8786", "tcp://a:b"])
def test_what_is_no_address_is_wrong_usage(address: str) -> None:
    assert "is no address; write tcp://HOST:PORT" in str(refusal(address))


def test_certificates_and_address_have_to_go_together(tmp_path: Path) -> None:
    assert "needs certificates" in str(refusal("tls://127.0.0.1:8786"))
    (tmp_path / "empty.pem").write_bytes(b"")
    assert isinstance(wrong := refusal(
        "tls://127.0.0.1:8786", authority=tmp_path / "empty.pem", certificate=tmp_path / "empty.pem"), WrongUsage)
    assert "these certificates cannot be used" in str(wrong)
    pem = certificate(tmp_path)
    assert "does not use the certificates" in str(refusal("tcp://127.0.0.1:8786", authority=pem, certificate=pem))


@pytest.mark.slow
def test_a_cluster_speaks_tls_with_those_alone_who_have_its_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stranger").mkdir()
    pem, other = certificate(tmp_path), certificate(tmp_path / "stranger")
    with cluster(tmp_path, Path(__file__).parent, pem=pem) as (address, _):
        assert address.startswith("tls://")
        ours = Cluster(address, CODE, authority=pem, certificate=pem)
        greet(ours)
        with executor(ours) as works:
            assert works.submit(twice, 4).result() == 8
        assert "no scheduler answers" in str(refusal(address, authority=other, certificate=other))
        assert "no scheduler answers" in str(refusal(address, authority=pem, certificate=other))
        assert "no scheduler answers" in str(refusal(address.replace("tls", "tcp")))
        for name, file in {"CA_FILE": pem, "CLIENT__CERT": pem}.items():
            monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__TLS__{name}", str(file))
        import dask

        dask.config.refresh()
        try:
            greet(Cluster(address, CODE))
        finally:
            monkeypatch.undo()
            dask.config.refresh()


@pytest.mark.slow
def test_workers_with_another_version_are_refused_at_once_and_job_by_job(tmp_path: Path, other_code: Path) -> None:
    here = Path(__file__).parent
    with cluster(tmp_path, here, ROOT, project=other_code, workers=1) as (address, _):
        remote = Cluster(address, CODE)
        assert "runs another version of the pipeline" in str(refusal(address))
        with executor(remote) as works, pytest.raises(ToolFailed, match="another version of the pipeline"):
            works.submit(checked(remote, twice), 4).result()


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    with cluster(tmp_path, workers=0) as (address, _):
        assert f"the scheduler at {address} has no workers" in str(refusal(address))


class Planted:
    """Leaves a file behind wherever it is unpickled."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.file,)


@pytest.mark.slow
def test_a_pickle_in_the_shared_folder_is_never_opened(minimal: Path, tmp_path: Path) -> None:
    out, proof = tmp_path / "out", tmp_path / "run"
    clinics = clinic_lists.write(tmp_path / "list", [clinic_lists.clinic(1) | {"products": ""}])
    with cluster(tmp_path) as (address, _):
        command = ("imprint", "--draft", "--from", str(clinics), "--out", str(out),
                   "--scheduler", address)
        assert pipeline(minimal, *command).code == ExitCode.WELL
        (folder,) = (path.parent for path in out.glob("*/manifest.json"))
        for file in (*(out / ".bases").iterdir(), folder / "manifest.json"):
            file.write_bytes(pickle.dumps(Planted(proof)))
        ran = pipeline(minimal, *command)
    assert (ran.code, "[kept-file-damaged]" in ran.err) == (ExitCode.WELL, True)
    assert not proof.exists()
    pickle.loads(pickle.dumps(Planted(proof)))
    assert proof.exists(), "the planted pickle does nothing"
