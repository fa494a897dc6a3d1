"""The command that opens the desk."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli_telling import jobs_, only_
from pipeline.model.failure import ExitCode
from pipeline.tools.later import Later

if TYPE_CHECKING:
    from pipeline import run, run_desk
else:  # loaded where they are used, as in `cli`
    run, run_desk = Later("pipeline.run"), Later("pipeline.run_desk")


@click.command()
@only_
@jobs_
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port to listen on; 0: any that is free.")
@click.option("--open", "is_opening", is_flag=True, help="Open it in the browser of this machine.")
@click.option("--draft", "is_draft", is_flag=True, help="Also while words are not confirmed; products say DRAFT.")
@click.pass_obj
def desk(root: Path, only: tuple[str, ...], workers: int, port: int, is_opening: bool, is_draft: bool) -> int:
    """Serve on this machine what clinics hand out, the text as it is written, and the report; Ctrl-C ends it."""
    served = run_desk.opened(root, run.Wish(only, (), workers), port, is_draft=is_draft)
    click.echo(served.address)
    sys.stdout.flush()
    if is_opening:
        run_desk.open_in_browser(served.address)
    try:
        served.serve()
    except KeyboardInterrupt:
        click.echo("the desk is closed", err=True)
    return ExitCode.WELL
