"""The marks of numbered lists are those that readers count by."""

import pytest

from pipeline.model.list_marks import marks


@pytest.mark.parametrize(("start", "style", "delimiter", "expected"), [
    (1, "Decimal", "Period", ["1.", "2.", "3."]),
    (9, "DefaultStyle", "DefaultDelim", ["9.", "10.", "11."]),
    (0, "Decimal", "OneParen", ["0)", "1)", "2)"]),
    (25, "LowerAlpha", "OneParen", ["y)", "z)", "aa)"]),
    (52, "UpperAlpha", "TwoParens", ["(AZ)", "(BA)", "(BB)"]),
    (3, "LowerRoman", "Period", ["iii.", "iv.", "v."]),
    (1998, "UpperRoman", "TwoParens", ["(MCMXCVIII)", "(MCMXCIX)", "(MM)"]),
])
def test_marks_go_on_from_where_they_start(start: int, style: str, delimiter: str, expected: list[str]) -> None:
    assert marks([start, {"t": style}, {"t": delimiter}], 3) == expected
