"""The commands that begin something new."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.model.failure import ExitCode
from pipeline.tools.later import Later

if TYPE_CHECKING:
    from pipeline import run_new, run_translate
    from pipeline.run_new import Begun
else:  # loaded where they are used, as in `cli`
    run_new, run_translate = Later("pipeline.run_new"), Later("pipeline.run_translate")


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


@new.command()
@click.argument("name")
@click.pass_obj
def topic(root: Path, name: str) -> int:
    """Begin a topic NAME, the last of the spine, in each language, as two steps until you write it."""
    return _told(run_new.topic(root, name))


@new.command()
@click.argument("name")
@click.pass_obj
def product(root: Path, name: str) -> int:
    """Begin a product NAME: its channel, which makes a text of all topics until you change it."""
    return _told(run_new.product(root, name))


@new.command()
@click.argument("name")
@click.pass_obj
def publication(root: Path, name: str) -> int:
    """Begin a publication in a folder NAME, with the looks and labels of this one, a topic and three products."""
    return _told(run_new.publication(root, name))


def _told(begun: "Begun") -> int:
    for path in begun.written:
        click.echo(path)
    click.echo(begun.next, err=True)
    return ExitCode.WELL
