"""A row that breaks what makes products keeps no other product and no other row from being made."""

from pathlib import Path

import pytest

from pipeline.model.clinic_work import Chunk, Clinic, ClinicProduct
from pipeline.model.failure import MachineFailed
from pipeline.model.finding import Place
from pipeline.model.imprint import Imprint
from pipeline.stages import hand_out
from pipeline.tools.keeping.store import Store


def chunk_of(tmp_path: Path, *names: str) -> Chunk:
    bases, products = Store(str(tmp_path / "bases")), []
    for output in ("en/a.txt", "en/b.txt"):
        hand_out.keep_base(bases, output[3:4], output.encode())
        products.append(ClinicProduct(output, output[3:4], "en", "text", "text/plain", output[3:4],
                                      hand_out.kept_base(bases, output[3:4])))
    clinics = tuple(Clinic(row, Imprint(id=name.lower(), name=name), Place("list.csv", row))
                    for row, name in enumerate(names, 2))
    return Chunk(tmp_path, clinics, tuple(products), bases, Store(str(tmp_path / "out")), {})


def opened(base: bytes, root: Path) -> hand_out.Make:
    def make(imprint: Imprint, place: Place, logo: bytes | None) -> bytes:
        if imprint.name == "Full":
            raise MachineFailed("the disk is full")
        if imprint.name == "Odd" and base == b"en/b.txt":
            return b"%d" % int(imprint.name)
        return f"{imprint.name} {base.decode()}".encode()
    return make


def test_what_no_rule_foresaw_in_a_row_is_told_of_its_product_alone(tmp_path):
    done = hand_out.hand_out(chunk_of(tmp_path, "A", "Odd", "C"), opened)
    assert [each.made for each in done] == [2, 1, 2]
    [found] = [finding for each in done for finding in each.findings]
    assert (str(found.place), found.check, found.output) == ("list.csv:3", "row-not-foreseen", "en/b.txt")
    assert "(ValueError in test_hand_out.py:" in found.message
    assert {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.txt")} == {
        "a/en/a.txt", "a/en/b.txt", "odd/en/a.txt", "c/en/a.txt", "c/en/b.txt"}


def test_a_fault_of_the_machine_ends_the_run_as_it_does_elsewhere(tmp_path):
    with pytest.raises(MachineFailed):
        hand_out.hand_out(chunk_of(tmp_path, "A", "Full"), opened)
