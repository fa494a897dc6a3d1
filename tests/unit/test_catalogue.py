"""What there is can be listed, or it is told why not."""

import shutil
from pathlib import Path

import pytest

from pipeline import catalogue
from pipeline.model.failure import WrongUsage
from pipeline.model.job import Made, Record
from pipeline.stages import assemble, load
from pipeline.tools.keeping import build_record
from tests.conftest import ROOT, Edit


def test_a_product_is_built_while_its_file_is_there(minimal: Path) -> None:
    made = Made("en/handout.txt", "en/handout.txt", "key", "0", 1, None, "text/plain", "text", "en", "handout", "text",
                "default", {})
    build_record.write(minimal, Record("", (), {made.output: made}))
    file = minimal / "build" / made.output
    file.parent.mkdir()
    file.touch()
    assert _states(minimal)["build/en/handout.txt"] == "built"

    file.unlink()
    assert set(_states(minimal).values()) == {"not built"}


def _states(root: Path) -> dict[str, str]:
    lines = (line.split("\t") for line in catalogue.listing(root, "products"))
    return {columns[0]: columns[-1] for columns in lines}


def test_the_products_are_listed_in_the_order_of_a_build(tmp_path: Path) -> None:
    editions = assemble.editions_of(load.build_publication(load.read_tree(ROOT), tmp_path))
    assert list(_states(ROOT)) == [f"build/{edition.output}" for edition in editions]


@pytest.mark.parametrize("what", ["products", "topics", "facts"])
def test_a_source_that_cannot_be_told_is_refused(minimal: Path, what: str) -> None:
    (minimal / "source" / "publication.yaml").write_text("spine: [")
    with pytest.raises(WrongUsage, match="see: check"):
        list(catalogue.listing(minimal, what))

    shutil.rmtree(minimal / "source")
    with pytest.raises(WrongUsage, match="see: check"):
        list(catalogue.listing(minimal, what))


def test_braces_that_do_not_fit_are_refused(minimal: Path, edit: Edit) -> None:
    edit(minimal / "source/channels/handout.yaml", "{language}", "{langage}")
    with pytest.raises(WrongUsage, match="see: check"):
        list(catalogue.listing(minimal, "products"))


def test_a_topic_that_is_not_written_yet_is_left_out(minimal: Path) -> None:
    (minimal / "source/en/topics/waiting.md").unlink()
    assert [line.split("\t")[0] for line in catalogue.listing(minimal, "topics")] == ["source/en/topics/transplant.md"]
