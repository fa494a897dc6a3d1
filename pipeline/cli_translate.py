"""The commands for translators."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.model.failure import ExitCode
from pipeline.tools.later import Later

if TYPE_CHECKING:
    from pipeline import run_translate
else:  # loaded where they are used, as in `cli`
    run_translate = Later("pipeline.run_translate")


@click.group()
def translate() -> None:
    """Tell how translations stand."""


@translate.command()
@click.argument("wanted", nargs=-1, metavar="[TAG]...")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def status(root: Path, wanted: tuple[str, ...], style: str) -> int:
    """Count for each language what is done, stale, missing, confirmed and reviewed."""
    found = run_translate.status(root, wanted)
    click.echo(run_translate.as_text(found) if style == "text" else run_translate.as_json(found))
    return ExitCode.WELL


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
