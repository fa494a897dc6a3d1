"""Setting up a fresh machine: what is there is found, what is not there is named."""

import pytest

from pipeline import setup


@pytest.mark.parametrize("proof", ["import venv", "libc.so.6", "sh"])
def test_module_library_and_program_that_are_there_are_not_installed_again(proof: str) -> None:
    assert setup._is_there(proof)


@pytest.mark.parametrize("proof", ["import no_such_module", "libno-such-library.so.0", "no-such-program"])
def test_module_library_and_program_that_are_not_there_are_noticed(proof: str) -> None:
    assert not setup._is_there(proof)
