"""The commands that begin something new."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.model.failure import ExitCode
from pipeline.tools.later import Later

if TYPE_CHECKING:
    from pipeline import run_translate
else:  # loaded where it is used, as in `cli`
    run_translate = Later("pipeline.run_translate")


@click.group()
def new() -> None:
    """Begin something new."""


@new.command()
@click.argument("tag")
@click.pass_obj
def language(root: Path, tag: str) -> int:
    """Begin a language, by its BCP 47 TAG: its folder with every key, as a draft that builds at once."""
    for path in run_translate.new_language(root, tag):
        click.echo(path)
    return ExitCode.WELL
