"""What a validator says is told on one line, without colours and the folder that it was given."""

import pytest

from pipeline.tools.keeping import scratch
from pipeline.tools.validators.own_words import told

HERE = scratch.place()


@pytest.mark.parametrize(("words", "line"), [
    ("plain", "plain"), ("two\n\x1b[31mlines\x1b[0m", "two lines"), (f"{HERE}/tmpab_1/a.xhtml: no", "a.xhtml: no"),
    (f"open file://{HERE}/tmpab/tmp-x_1/book/a.xhtml", "open book/a.xhtml"), (f"‘{HERE}/tmpq’", "‘’"),
    (f"{HERE}/elsewhere {HERE}/tmp", f"{HERE}/elsewhere {HERE}/tmp")])
def test_a_folder_for_a_while_is_no_part_of_what_is_said(words: str, line: str) -> None:
    assert told(words) == line
