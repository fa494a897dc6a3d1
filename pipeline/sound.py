"""What a run goes on with: the source as far as it is sound, and each product written out."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.failure import OverLimit, WrongUsage
from pipeline.model.finding import Finding, Place, Severity, error, has_error, note
from pipeline.model.job import Job

if TYPE_CHECKING:
    import datetime

    from pipeline.model.channel import Channel
    from pipeline.model.manuscript import Manuscript
    from pipeline.model.publication import Publication, Source
    from pipeline.model.source_tree import SourceTree

#: The rules that a build only warns of: words that nobody has confirmed, or held against the original.
UNCONFIRMED = frozenset({"unconfirmed-words", "translation-out-of-step"})


@dataclass(frozen=True)
class Written:
    """Every product, written out; the paths of those that no rule for editions calls wrong; what these rules find."""

    manuscripts: tuple["Manuscript", ...]
    sound: frozenset[str]
    findings: list[Finding]


def read_source(
    root: Path, today: "datetime.date | None" = None, *, spares_others: bool = False, with_drafts: bool = True
) -> tuple["Source | None", list[Finding]]:
    """Return the source and all that is wrong with it; None where it must not be built from.

    `today` is for those who ask what is due; a build finds the same on any day. Who `spares_others` goes on without the
    channels whose own file has an error; they are `held_back`. Languages that are drafts are examined apart, since what
    is wrong in them stops nobody; who hands out finished products is `with_drafts` false.
    """
    from pipeline.model import drafts

    tree, findings = _read_tree(root)
    tags = drafts.named(tree)
    own = drafts.files_of(tree, tags)
    source, found = _examined(root, tree.without(own), findings, today, spares_others=spares_others)
    if source is None or not (tags and with_drafts):
        return source, found
    left_out = tree.files.keys() - source.tree.files.keys() - own
    source, told = _with_drafts(root, source, tree.without(left_out), tags)
    return source, [*found, *told, *drafts.told(source)]


def _read_tree(root: Path) -> tuple["SourceTree", list[Finding]]:
    """Return all files, but for those of a draft that have an error, and what is wrong with them."""
    from pipeline.checks import examine
    from pipeline.model import drafts
    from pipeline.stages import load

    tree = load.read_tree(root)
    return drafts.spared(tree, drafts.named(tree), lambda tree: examine("files", tree))


def _with_drafts(
    root: Path, source: "Source", tree: "SourceTree", tags: tuple[str, ...]
) -> tuple["Source", list[Finding]]:
    """Return the source with what its drafts have, but for files with an error, and what is told of those."""
    from pipeline.checks import examine
    from pipeline.model import drafts
    from pipeline.stages import load

    cache, told = root / "build" / ".cache", list[Finding]()
    for tag in tags:
        others = drafts.files_of(tree, (each for each in tags if each != tag))

        def find(tree: "SourceTree", tag: str = tag, others: frozenset[str] = others) -> list[Finding]:
            alone, found = tree.without(others), list[Finding]()
            for with_places in (False, True):
                try:
                    publication = load.build_publication(alone, cache, with_places=with_places)
                except OverLimit as limit:
                    return [_over_limit(limit, alone)]
                beside = replace(source, tree=alone, publication=drafts.beside_original(publication, tag))
                found = drafts.own(examine("source", beside), tag)
                if not found:
                    break
            return found

        tree, found = drafts.spared(tree, (tag,), find)
        told += found
    return replace(source, tree=tree, publication=load.build_publication(tree, cache)), told


def _examined(
    root: Path, tree: "SourceTree", findings: list[Finding], today: "datetime.date | None", *, spares_others: bool
) -> tuple["Source | None", list[Finding]]:
    """Return the source that files hold, without drafts, and what is found in the files and in it."""
    from pipeline.checks import examine
    from pipeline.model import drafts
    from pipeline.model.publication import Source
    from pipeline.stages import load

    cache = root / "build" / ".cache"
    broken = _faulty_channels(findings)
    if has_error(findings) and not (spares_others and _is_about(findings, broken)):
        return None, findings
    tree = tree.without(broken)
    try:
        publication = drafts.finished(load.build_publication(tree, cache))
        source = Source(tree, publication, today, frozenset(map(_stem, broken)))
        found = examine("source", source)
        if found:  # places cost a second reading, so only a fault asks for them
            again = drafts.finished(load.build_publication(tree, cache, with_places=True))
            found = examine("source", replace(source, publication=again))
    except OverLimit as limit:
        return None, [*findings, _over_limit(limit, tree)]
    faulty = _faulty_channels(found)
    if has_error(found) and not (spares_others and _is_about(found, faulty)):
        return None, findings + found
    named = {*map(_stem, faulty | broken), *(str(tree.documents[path].data["id"]) for path in faulty)}
    listing = [each for each in source.publication.channels if each.id not in named
               and not named.isdisjoint([each.page_list, *each.describes])]
    return (replace(source, held_back=frozenset(named | {each.id for each in listing})),
            findings + found + [_held_back(each, named, tree) for each in listing])


def told_of(root: Path, what: str, *, with_places: bool = False) -> "Source":
    """Return the source for those who only tell of it, whatever its rules say.

    Raises WrongUsage, saying `what` cannot be done, where its files have errors, or a text asks for too much.
    """
    from pipeline.model.publication import Source
    from pipeline.stages import load

    tree, findings = _read_tree(root)
    refusal = WrongUsage(f"source/ has errors, so {what}; see: check")
    if has_error(findings):
        raise refusal
    try:
        return Source(tree, load.build_publication(tree, root / "build" / ".cache", with_places=with_places))
    except OverLimit as limit:
        _over_limit(limit, tree)  # raises the limit where it is no text's
        raise refusal from limit


def _over_limit(limit: OverLimit, tree: "SourceTree") -> Finding:
    """Return what is told of a text that asks a program for more than it may take, at the line with the most signs.

    Raises the limit where it is no text's.
    """
    path, _, name = limit.file.partition("#")
    if not path:
        raise limit
    lines = (tree.files[path].text or "").split("\n") if path.endswith(".md") else []
    signs = [len(line) - sum(map(str.isalnum, line)) for line in lines]
    place = Place(path, signs.index(max(signs)) + 1, 1) if signs else Place(path)
    return error(place, f"{f'“{name}” ' if name else 'this text '}asks for too much: {limit}",
                 why="nobody can make anything of a text that a program reads without end",
                 fix="look for signs in great number (brackets, stars, quotation marks), and say it plainly",
                 ).of("text-over-limit")


def _faulty_channels(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the paths of the channels' files that have errors."""
    return frozenset(each.place.path for each in findings
                     if each.severity is Severity.ERROR and fnmatch(each.place.path, "source/channels/*.yaml"))


def _is_about(findings: Iterable[Finding], paths: frozenset[str]) -> bool:
    """Tell whether all errors stand in these files."""
    return not has_error(each for each in findings if each.place.path not in paths)


def _held_back(channel: "Channel", named: set[str], tree: "SourceTree") -> Finding:
    """Return what is told of a channel that is sound itself, and tells of one that is not."""
    setting = "page_list" if channel.page_list in named else "describes"
    other = next(each for each in (channel.page_list, *channel.describes) if each in named)
    path = next(each.path for each in tree.documents_in("channels") if each.data["id"] == channel.id)
    why = {"page_list": "it lists the page numbers of that product", "describes": "it describes that product"}[setting]
    return note(tree.place(path, (setting,)), f"nothing is made of it while “{other}” has an error", why=why,
                fix="mend that channel’s file").of("channel-held-back")


def _stem(path: str) -> str:
    return Path(path).stem


def insisted(findings: list[Finding]) -> list[Finding]:
    """Return the findings as whoever hands out needs them: words that nobody has confirmed are an error."""
    return [replace(each, severity=Severity.ERROR) if each.check in UNCONFIRMED else each for each in findings]


def texts_of(source: "Source") -> str:
    """Return the digest of all that the source holds, lines and all."""
    from pipeline.tools.keeping import digest

    return digest.of_data({path: digest.of_bytes(file.content) for path, file in source.tree.files.items()})


def composed(publication: "Publication", held_back: Container[str] = ()) -> list["Manuscript"]:
    """Return every product of nobody in particular, written out."""
    from pipeline.stages import assemble, compose

    return compose.with_printed([compose.compose(each) for each in assemble.editions_of(publication, held_back)])


def examined(root: Path, source: "Source") -> Written:
    """Return every product that is not held back, written out, and what the rules for editions find, with lines."""
    from pipeline.checks import examine
    from pipeline.model import drafts

    manuscripts = composed(source.publication, source.held_back)
    found = {each.edition.output: examine("edition", each) for each in manuscripts}
    if any(found.values()):
        found = {each.edition.output: examine("edition", each) for each in _with_lines(root, source)}
    tag_of = {each.edition.output: each.edition.language.tag for each in manuscripts}
    ours = source.publication.identity.drafts
    found = {output: drafts.own(findings, tag_of[output]) if tag_of[output] in ours else findings
             for output, findings in found.items()}
    sound = frozenset(output for output, findings in found.items() if not has_error(findings))
    told = (drafts.eased(findings) if tag_of[output] in ours else findings for output, findings in found.items())
    return Written(tuple(manuscripts), sound, [each for findings in told for each in findings])


def located(root: Path, source: "Source", jobs: Iterable[Job]) -> list[Job]:
    """Return the jobs, of the same source read with lines and columns."""
    by_output = {each.edition.output: each for each in _with_lines(root, source)}
    return [replace(job, manuscript=by_output[job.output]) for job in jobs]


def _with_lines(root: Path, source: "Source") -> list["Manuscript"]:
    from pipeline.stages import load

    again = load.build_publication(source.tree, root / "build" / ".cache", with_places=True)
    wanted = {tag: again.languages[tag] for tag in source.publication.languages}
    return composed(replace(again, languages=wanted), source.held_back)
