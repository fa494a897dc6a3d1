"""The commands for translators."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.model.failure import ExitCode
from pipeline.tools.later import Later

if TYPE_CHECKING:
    from pipeline import report, run_exchange, run_translate
    from pipeline.report import Style
    from pipeline.run_exchange import Form
else:  # loaded where they are used, as in `cli`
    report, run_exchange = Later("pipeline.report"), Later("pipeline.run_exchange")
    run_translate = Later("pipeline.run_translate")


@click.group()
def translate() -> None:
    """Tell how translations stand, and exchange them with translators."""


@translate.command()
@click.argument("wanted", nargs=-1, metavar="[TAG]...")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.pass_obj
def status(root: Path, wanted: tuple[str, ...], style: str) -> int:
    """Count for each language what is done, stale, missing, confirmed and reviewed."""
    found = run_translate.status(root, wanted)
    click.echo(run_translate.as_text(found) if style == "text" else run_translate.as_json(found))
    return ExitCode.WELL


@translate.command()
@click.argument("tag")
@click.option("--format", "form", type=click.Choice(["po", "xliff"]), default="po", help="PO of gettext, or XLIFF 2.")
@click.pass_obj
def export(root: Path, tag: str, form: "Form") -> int:
    """Print what there is to translate into TAG as a file for translators; what is stale is marked as unfinished."""
    click.echo(run_exchange.export(root, tag, form), nl=False)
    return ExitCode.WELL


@translate.command("import")
@click.argument("tag")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text",
              help="How findings are written.")
@click.pass_obj
def import_(root: Path, tag: str, file: Path, style: "Style") -> int:
    """Take from a PO or XLIFF file what breaks nothing; what does is told at its line, and left out."""
    done = run_exchange.take(root, tag, file)
    for path in done.written:
        click.echo(path)
    report.write_findings((*done.refused, *done.left), style, sys.stderr)
    click.echo(f"{done.taken} taken, {len(done.refused)} refused", err=True)
    return ExitCode.FINDINGS if done.refused else ExitCode.WELL
