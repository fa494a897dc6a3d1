"""Whatever an author composes is right in every format, or told at a line of that topic: nothing is silent.

Of 300 documents all are made in the formats of `CHEAP`, those of every fifth publication in `DEAR`, too, and in one of
`RARE`; the first of these in all of `RARE`.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from pipeline import checks, formats
from pipeline.model.artifact import Artifact, Draft
from pipeline.model.finding import Finding, Severity
from pipeline.model.manuscript import Manuscript
from pipeline.model.publication import Source
from pipeline.model.tree import Element, Elements, rewrite, walk
from pipeline.stages import assemble, compose, load
from tests.composing import message, topic
from tests.conftest import MINIMAL, ROOT

CONSTRUCTS, COMPOSED = (ROOT / "tests" / "publications" / name for name in ("constructs", "composed"))
#: How many documents are topics of one publication: pandoc reads them all at once.
TOPICS = 10
#: How many runs share the documents, each from a seed of its own.
PARTS = 3
#: Made of every document.
CHEAP = ("handout", "portal", "ascii", "markdown", "braille", "epub", "web", "word", "sms")
#: Made of every fifth publication: a layout costs as much as all of the others.
DEAR, DEAR_EACH = ("handout-a4",), 5
#: Of these, one that a document does not fit (a sheet, a panel) says so at its line, and the others are made.
RARE = ("large-print", "brochure", "sheet", "booklet")
#: Outside programs take their time; those sampled look at the first publication that has pages.
SAMPLED = ("epubcheck", "verapdf")
OUTSIDE = {*SAMPLED, "ace", "axe", "html-not-valid", "html-scrolls-sideways", "parity-glyphs"}
#: What a writer makes of a manuscript before it writes it.
Writes = Callable[[Manuscript], Manuscript]
OPENING = """# Topic {name}

::: key-points
- [It takes 1 to 2 months to arrange a transplant.]{{fact=waiting-time}}[^k]
- [No other treatment may cure [JMML]{{term=jmml}}: only a transplant from a donor.]{{fact=only-cure}}
:::

## First

[As many as 50 percent of children reach a long-term remission.]{{fact=remission}}

[^k]: Ask **your** team, and *rest*.

"""
REST = f"## Rest\n\nNothing more.\n\n{message('Rest')}\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication that has every format and no topics of its own."""
    root = shutil.copytree(MINIMAL, tmp_path_factory.mktemp("composed") / "project")
    pressed = ROOT / "tests" / "publications" / "pressed" / "source" / "channels" / "handout-a4.yaml"
    shutil.copy(pressed, root / "source" / "channels")
    for each in (CONSTRUCTS, COMPOSED):
        shutil.copytree(each / "source" / "channels", root / "source" / "channels", dirs_exist_ok=True)
    shutil.copytree(ROOT / "styles", root / "styles", dirs_exist_ok=True)
    (root / "source/channels/leaflet.yaml").unlink()
    shutil.rmtree(root / "source/en/topics")
    spine = "\n".join(f"  - {name_of(number)}" for number in range(TOPICS))
    identity = root / "source/publication.yaml"
    identity.write_text(identity.read_text("utf-8").split("spine:")[0] + f"spine:\n{spine}\n", "utf-8")
    return root


def name_of(number: int) -> str:
    return f"t-{chr(97 + number)}"


def write(root: Path, texts: list[str]) -> None:
    folder = root / "source/en/topics"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{name_of(number)}.md").write_text(OPENING.format(name=chr(65 + number)) + text, "utf-8")


def source_of(root: Path, cache: Path) -> Source:
    tree = load.read_tree(root)
    assert [each for each in checks.examine("files", tree) if each.severity is Severity.ERROR] == []
    return Source(tree, load.build_publication(tree, cache, with_places=True))


def manuscripts(source: Source, channels: Sequence[str]) -> list[Manuscript]:
    return [compose.compose(each) for each in assemble.editions_of(source.publication) if each.channel.id in channels]


def drafts(root: Path, made_of: list[Manuscript], writes: Writes = lambda each: each) -> list[Draft]:
    """Return the products of manuscripts; a writer with a fault is given something else to write."""
    design = load.read_design(root)
    return [Draft(each, formats.find(each.edition.channel.format).render(writes(each), design)) for each in made_of]


def finished(draft: Draft) -> Artifact:
    edition = draft.manuscript.edition
    return Artifact(Path(edition.output), edition.output, edition.contract.media_type, draft.rendering.content,
                    draft.manuscript)


def read_back(draft: Draft, beside: Sequence[str] = ()) -> list[str]:
    """Return what all checks find in a finished product, but those of outside programs that are not named."""
    file = finished(draft)
    due = set(checks.rules_for("artifact", file, "full")) - (OUTSIDE - set(beside))
    asked = [each for each in checks.checks_of("artifact") if each.rule in due]
    return [shown(finding) for each in asked for finding in checks.ask(each, file)]


def unsaid(manuscript: Manuscript) -> Counter[str]:
    """Return the words of an edition's topics that its manuscript, which every product is held against, leaves out."""
    written = Counter(said([[section.title, section.blocks] for section in manuscript.sections]))
    return Counter(said([[each.title, each.blocks] for each in manuscript.edition.topics])) - written


def said(content: list[list[Elements]]) -> list[str]:
    return re.findall(r"\w+", " ".join(each["c"] for each in walk(content) if each["t"] == "Str"))


def told(findings: list[Finding]) -> set[str]:
    """Return the topics in which an error is told; each is told at its line."""
    errors = [each for each in findings if each.severity is Severity.ERROR]
    nowhere = [each for each in errors if not (each.place.path.startswith("source/en/topics/") and each.place.line)]
    assert list(map(shown, nowhere)) == []
    return {Path(each.place.path).stem for each in errors}


def shown(finding: Finding) -> str:
    return f"{finding.place} {finding.check}: {finding.message}"


def made_or_told(root: Path, source: Source, channel: str) -> int:
    """Return how many products of a channel are made of sound documents and right; of the others, a line is told."""
    right = 0
    for draft in drafts(root, manuscripts(source, [channel])):
        if not told(checks.examine("draft", draft)):
            assert read_back(draft) == []
            right += 1
    return right


def rested(texts: list[str], named: set[str]) -> list[str]:
    return [REST if name_of(number) in named else text for number, text in enumerate(texts)]


def sound(root: Path, cache: Path, texts: list[str], channels: Sequence[str]) -> tuple[list[str], list[Draft]]:
    """Return the documents that nothing is told of, the others put to rest, and the products of them all."""
    for _ in range(TOPICS):
        write(root, texts)
        source = source_of(root, cache)
        named, made = told(checks.examine("source", source)), []
        if not named:
            written = manuscripts(source, channels)
            named = told([each for one in written for each in checks.examine("edition", one)])
            made = drafts(root, written)
            named |= told([each for draft in made for each in checks.examine("draft", draft)])
        if not named:
            return texts, made
        texts = rested(texts, named)
    raise AssertionError("documents at rest are told of again and again")


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_composed_is_right_in_every_format_or_told_at_its_line(
    part: int, project: Path, tmp_path: Path, request: pytest.FixtureRequest,
) -> None:
    documents, first = (int(request.config.getoption(name)) for name in ("--documents", "--first-seed"))
    publications, built = -(-documents // TOPICS // PARTS), Counter[str]()
    faults: list[str] = []

    def holds(texts: list[str]) -> None:
        is_dear = built["publications"] % DEAR_EACH == 1
        texts, made = sound(project, tmp_path, texts, (*CHEAP, *DEAR) if is_dear else CHEAP)
        sound_ones = sum(text != REST for text in texts)
        built.update(documents=sound_ones, laid_out=is_dear * sound_ones)
        is_sample = not part and built["publications"] == 1
        assert [each for draft in made for each in read_back(draft, SAMPLED if is_sample else ())] == []
        full = [draft.manuscript for draft in made if draft.manuscript.edition.channel.depth == "full"]
        assert {each.edition.output: lost for each in full if (lost := unsaid(each))} == {}
        if is_dear:
            source = source_of(project, tmp_path)
            turn = (built["publications"] // DEAR_EACH + 2 * part) % len(RARE)
            built.update({channel: made_or_told(project, source, channel)
                          for channel in (RARE if is_sample else RARE[turn:turn + 1])})

    @seed(first + part)
    @settings(max_examples=publications, database=None, phases=(Phase.generate,),
              suppress_health_check=list(HealthCheck))
    @given(st.lists(topic(), min_size=TOPICS, max_size=TOPICS))
    def all_hold(texts: list[str]) -> None:
        try:
            holds(texts)
        except Exception as fault:  # hours of looking end with all that was found
            faults.append(f"publication {built['publications'] + 1}: {fault!r}")
            print(f"seed {first + part}, {faults[-1]}", flush=True)
        built.update(publications=1)

    all_hold()
    assert faults == []
    assert built["publications"] == publications
    assert built["documents"] >= documents / PARTS * 0.75  # all but what was written to be refused
    assert built["laid_out"] > documents / PARTS / DEAR_EACH / 2
    assert any(built[channel] for channel in RARE)
    assert part or built["sheet"] > TOPICS / 2


def without_last_items(manuscript: Manuscript) -> Manuscript:
    """Return what a writer writes that drops the last item of each list of a topic."""
    def shorter(block: Element) -> Elements:
        items = block["c"] if block["t"] == "BulletList" else block["c"][1]
        return [{**block, "c": items[:-1] if block["t"] == "BulletList" else [block["c"][0], items[:-1]]}]

    return replace(manuscript, sections=tuple(
        replace(each, blocks=rewrite(each.blocks, shorter, ("BulletList", "OrderedList")))
        if each.kind == "topic" else each for each in manuscript.sections))


@pytest.mark.slow
def test_a_writer_that_drops_items_of_lists_is_seen_in_every_format(project: Path, tmp_path: Path) -> None:
    item = f"## Lists\n\nc. play\n\n   - rest\n   - sleep quiet\nd. call home\n\n{message('Rest')}\n"
    texts, made = sound(project, tmp_path, [item] + [REST] * (TOPICS - 1), (*CHEAP, *DEAR))
    assert texts[0] == item
    for draft in (each for each in made if each.manuscript.edition.channel.depth != "sms"):
        assert read_back(draft) == []
        assert {"quiet", "home"} <= unsaid(without_last_items(draft.manuscript)).keys()
        (faulty,) = drafts(project, [draft.manuscript], without_last_items)
        lost = " ".join(each for each in read_back(faulty) if "parity-sentence" in each)
        assert "“sleep quiet”" in lost, draft.manuscript.edition.output
        assert "“call home”" in lost, draft.manuscript.edition.output
