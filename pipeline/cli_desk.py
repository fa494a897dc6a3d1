"""The command that opens the desk."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli_telling import jobs_, only_, waits
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
    """Serve a form on this machine that stamps what one clinic hands out, and shows the report; Ctrl-C ends it."""
    click.echo("getting ready: the first time, every product is laid out once", err=True)
    server = run_desk.opened(root, run.Wish(only, (), workers), port, waits("text"), is_draft=is_draft)
    click.echo(server.address)
    sys.stdout.flush()
    if is_opening:
        run_desk.open_in_browser(server.address)
    try:
        run_desk.serve(server)
    except KeyboardInterrupt:
        click.echo("the desk is closed", err=True)
    return ExitCode.WELL
