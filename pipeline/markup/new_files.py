"""Writes the first files of a topic, a product and a publication, and names them where they have to be named."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

#: The topic of a new publication.
FIRST = "before-a-visit"
_SCHEMA = "# yaml-language-server: $schema=../schemas/{}.schema.json\n"
#: What a new publication is made as, by the end of its name: what people call it, its format, its other settings.
_PRODUCTS = {"handout": ("Handout", "reading-pdf", "pdf", "page: {size: a4}\n"),
             "web": ("Web page", "web-page", "html", ""), "text": ("Text", "text", "txt", "text: {charset: utf-8}\n")}
#: What stands between sentences, in any script.
_SENTENCE = re.compile(r"(?<=[.!?。؟।])\s+")
#: Labels that tell of the one publication that they stand in -> what is true of any that begins.
_OF_ANY = {"colophon-unreviewed": "A clinician has not yet reviewed this guide.",
           "other-formats": "Ask for other formats."}
_PARTS = "[cover, topics, contact, colophon]"


def words_of(name: str) -> str:
    """Return an id as words: `late-effects` is Late effects."""
    return name.replace("-", " ").capitalize()


# --- a topic ---


def topic(name: str, labels: Mapping[str, str], *, has_message: bool) -> str:
    """Return a topic of a few steps that the labels of its language say anyway, with a message where such is sent.

    They are right in any topic, so that nothing wrong is handed out before its author has written it.
    """
    said = [each for key in ("contact-intro", "questions-intro") for each in _SENTENCE.split(labels[key])]
    steps = "".join(f"{number}. {each}\n" for number, each in enumerate(said, 1))
    message = f"\n::: sms\n{labels['contact-intro']}\n:::\n" if has_message else ""
    return f"# {words_of(name)}\n\n::: path\n{steps}:::\n{message}"


def with_item(text: str, key: str, item: str) -> str:
    """Return a YAML text with one more item in a list at its top, which begins with this item where there is none."""
    if not any(line.startswith(f"{key}:") for line in text.splitlines()):
        return f"{text.rstrip()}\n{key}: [{item}]\n"
    return "".join(_with_item(text.splitlines(keepends=True), key, item))


def _with_item(lines: list[str], key: str, item: str) -> Iterator[str]:
    begins = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
    if "[" in lines[begins]:
        yield from (*lines[:begins], lines[begins].replace("]", f", {item}]", 1).replace("[, ", "[", 1),
                    *lines[begins + 1:])
        return
    ends = next((number for number in range(begins + 1, len(lines)) if not re.match(r"\s+\S|- ", lines[number])),
                len(lines))
    indent = re.match(r"\s*", lines[ends - 1])
    yield from (*lines[:ends - 1], lines[ends - 1].rstrip("\n") + "\n", f"{indent.group() if indent else ''}- {item}\n",
                *lines[ends:])


# --- a product ---


def product(name: str) -> str:
    """Return the channel of a text with all topics."""
    return _channel(name, words_of(name), "text", "txt", "text: {charset: utf-8}\n")


def _channel(name: str, called: str, form: str, ending: str, more: str) -> str:
    return (f"{_SCHEMA.format('channel')}id: {name}\nname: {called}\nformat: {form}\n"
            f'output: "{{language}}/{name}.{ending}"\ndepth: full\nparts: {_PARTS}\n{more}')


# --- a publication ---


def publication(name: str, tag: str, licence: Mapping[str, str], days: tuple[str, str]) -> dict[str, str]:
    """Return by path below source/ what a publication of one topic holds, beside what its language says.

    `days` are those of publication and of its next review.
    """
    terms = "".join(f"  {key}: {_quoted(said)}\n" for key, said in licence.items())
    identity = (f'# yaml-language-server: $schema=schemas/publication.schema.json\nid: {name}\nversion: "0.1.0"\n'
                f"published: {days[0]}\nnext_review: {days[1]}\n"
                f"publisher: {words_of(name)} project  # who publishes it\n"
                f"identifier: {name}/{name}  # a lasting name\nlicence:\n{terms}languages: [{tag}]\n"
                f"spine:\n  - {FIRST}\n")
    channels = {f"channels/{name}-{kind}.yaml": _channel(f"{name}-{kind}", *about) for kind, about in _PRODUCTS.items()}
    return {"publication.yaml": identity, "facts.yaml": "facts: []\n", "references.yaml": "references: []\n",
            "imprints/default.yaml": "id: default\n", f"{tag}/glossary.yaml": "terms: []\n", **channels}


def labels(text: str, name: str) -> str:
    """Return the labels of another publication without what they say of it: what it is called, where it comes from."""
    own = {"title": words_of(name), "subtitle": "A guide", "description": f"A guide: {words_of(name)}.", **_OF_ANY}
    lines, is_own = list[str](), False
    for line in text.splitlines(keepends=True):
        key = line.partition(":")[0]
        is_own = key in own or (is_own and line.startswith((" ", "\t")))  # words may go on in the next line
        if not is_own:
            lines.append(line)
        elif key in own:
            lines.append(f"{key}: {_quoted(own[key])}\n")
    return "".join(lines)


def wording(text: str) -> str:
    """Return the wording of another publication without what it says of its facts."""
    return re.sub(r"(^  #.*\n)?^  optional:.*\n(^    .*\n)*", "", text, flags=re.MULTILINE)


def review(roles: Iterable[Mapping[str, str]]) -> str:
    """Return whose word is needed before anything is released."""
    lines = "".join(f"  - {{{', '.join(f'{key}: {_quoted(said)}' for key, said in role.items())}}}\n" for role in roles)
    return f"required:\n{lines}approvals: []\n"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
