"""The variables that formats add to the sheets are known to the check of the sheets."""

import re
from pathlib import Path

from pipeline import formats
from pipeline.checks.source.undefined_variable import OF_FORMATS
from pipeline.markup import stylesheet


def test_the_check_knows_each_variable_that_a_format_adds() -> None:
    modules = [*Path(formats.__file__).parent.glob("*.py"), Path(stylesheet.__file__)]
    added = {name for path in modules for name in re.findall(r"--([a-z-]+): ", path.read_text(encoding="utf-8"))}

    assert added == OF_FORMATS
