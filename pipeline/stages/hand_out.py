"""Puts a clinic's products into its folder: what is there already stays, and the manifest is written last."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from traceback import extract_tb
from typing import Any

from pipeline.markup import handout_index
from pipeline.model.clinic_work import Chunk, Clinic, ClinicProduct, HandedOut
from pipeline.model.failure import Failure, ToolFailed
from pipeline.model.finding import Finding, Place, error, warning
from pipeline.model.imprint import Imprint
from pipeline.tools.keeping import digest, kept
from pipeline.tools.keeping.store import Store
from pipeline.tools.packaging import still_zip

_MANIFEST, _SUMS = "manifest.json", "SHA256SUMS"
_Entries = dict[str, dict[str, Any]]

#: Makes a clinic's file, or says what keeps it from being made.
Make = Callable[[Imprint, Place, bytes | None], bytes | tuple[Finding, ...]]
#: Returns what makes clinics' files from a base, for a project's folder.
Opened = Callable[[bytes, Path], Make]


def keep_base(bases: Store, key: str, base: bytes) -> None:
    """Keep what a product is made from where every process finds it."""
    bases.write(_file(key), kept.sealed(_file(key), base))


def kept_base(bases: Store, key: str) -> str | None:
    """Return the digest of a base that was kept, None where there is none; a damaged one is thrown away, and noted."""
    held = bases.read(_file(key))
    if held is None:
        return None
    content = kept.opened(_file(key), held)
    if content is None:
        kept.throw_away(f"{bases.address}/{_file(key)}")
        bases.remove(_file(key))
    return None if content is None else digest.of_bytes(content)


def base_of(bases: Store, key: str) -> bytes:
    """Return what a product is made from, nothing where it is not there."""
    return kept.opened(_file(key), bases.read(_file(key)) or b"") or b""


def forget_bases(bases: Store, keys: set[str]) -> None:
    """Remove the bases of former products, so that they do not pile up."""
    for name in bases.names() - set(map(_file, keys)):
        bases.remove(name)


def _file(key: str) -> str:
    return f"{key}.base"


def hand_out(chunk: Chunk, opened: Opened) -> list[HandedOut]:
    """Make what is missing or has changed for each clinic of a chunk; of one with a fault, all that it does not touch.

    Where the chunk wants clinics whole, one with a fault gets nothing new.
    """
    return [_for_clinic(clinic, chunk, opened) for clinic in chunk.clinics]


def _for_clinic(clinic: Clinic, chunk: Chunk, opened: Opened) -> HandedOut:
    store, name = chunk.out, clinic.imprint.id
    wanted = [each for each in chunk.products if clinic.imprint.wants(each.channel, each.language)]
    own = _digest(clinic)
    keys = {each.output: _key(each, own) for each in wanted}
    before = _entries(store, name)
    due = [each for each in wanted if each.is_asked and not _is_there(store, name, each, keys, before)]
    made, findings = _made(clinic, due, chunk, opened)
    failed = {each.output for each in due} - made.keys()
    entries = {output: entry for output, entry in before.items() if output in keys and output not in failed}
    entries |= {each.output: _entry(each, keys[each.output], made[each.output]) for each in due if each.output in made}
    if failed and (chunk.is_whole or not entries):
        return HandedOut(clinic.row, 0, None, tuple(findings))
    if due:
        store.sweep(name)
    for output, content in made.items():
        store.write(f"{name}/{output}", content)
    for output in before.keys() - entries.keys():
        store.remove(f"{name}/{output}")
    entry = _close(store, clinic, chunk.told, entries, sorted(keys.keys() - entries.keys()))
    _zip(clinic, chunk, entries, is_changed=bool(made) or before.keys() != entries.keys())
    return HandedOut(clinic.row, len(made), entry, tuple(findings))


def _zip(clinic: Clinic, chunk: Chunk, entries: _Entries, *, is_changed: bool) -> None:
    """Pack a clinic's files with a page about them; where nobody wants a ZIP, one of other files must not stay."""
    name, store = clinic.imprint.id, chunk.out
    if chunk.zipped is None:
        if is_changed:
            store.remove(f"{name}.zip")
        return
    page = handout_index.page(clinic.imprint, (each for each in chunk.products if each.output in entries), chunk.zipped)
    files = {path: store.read(f"{name}/{path}") or b"" for path in (*entries, _MANIFEST, _SUMS)}
    content = still_zip.packed({"index.html": page.encode(), **files})
    if store.read(f"{name}.zip") != content:
        store.write(f"{name}.zip", content)


def _digest(clinic: Clinic) -> str:
    """Return the digest of all that a clinic's files say of it."""
    logo = digest.of_bytes(clinic.logo) if clinic.logo else ""
    return digest.of_data([clinic.imprint.model_dump(exclude={"products", "wanted_languages"}), logo])


def _key(product: ClinicProduct, clinic_digest: str) -> str:
    """Return the digest of all that can change a clinic's file."""
    return product.key if product.is_shared else digest.of_bytes(f"{product.key} {clinic_digest}".encode())


def _is_there(store: Store, name: str, product: ClinicProduct, keys: dict[str, str], before: _Entries) -> bool:
    entry = before.get(product.output)
    if entry is None or entry["key"] != keys[product.output]:
        return False
    content = store.read(f"{name}/{product.output}")
    return content is not None and digest.of_bytes(content) == entry["sha256"]


def _made(
    clinic: Clinic, due: Iterable[ClinicProduct], chunk: Chunk, opened: Opened
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the files by path; every product is tried, so that all that does not fit is told at once."""
    made: dict[str, bytes] = {}
    findings: list[Finding] = []
    for product in due:
        make = _maker(chunk.bases, product.key, product.base_digest, chunk.root, opened)
        content = _tried(make, clinic, product.output)
        if isinstance(content, bytes):
            made[product.output] = content
        else:
            findings += content
    return made, findings


def _tried(make: Make, clinic: Clinic, output: str) -> bytes | tuple[Finding, ...]:
    """Return a clinic's file, or why there is none: what no rule foresaw in a row is that row's finding alone."""
    try:
        return make(clinic.imprint, clinic.place, clinic.logo)
    except (Failure, OSError, MemoryError):  # not of this row: the machine, or a tool
        raise
    except Exception as fault:
        spot = extract_tb(fault.__traceback__)[-1]
        said = f"{type(fault).__name__} in {PurePosixPath(spot.filename).name}:{spot.lineno}"
        found = error(clinic.place, f"something in this row breaks the pipeline ({said})",
                      why="no rule foresaw it, so this product is not made",
                      fix="write letters, digits and signs that are usual; send this row to who keeps the pipeline")
        return (replace(found, output=output).of("row-not-foreseen"),)


@lru_cache(maxsize=512)
def _maker(bases: Store, key: str, sha256: str, root: Path, opened: Opened) -> Make:
    """Return what makes a product, read once a process; raises ToolFailed where it is not what we kept."""
    content = kept.opened(_file(key), bases.read(_file(key)) or b"")
    if content is None or digest.of_bytes(content) != sha256:
        raise ToolFailed(f"what the products are made from is not in {bases.address}; run the command again")
    return opened(content, root)


# --- manifests ---


def _entries(store: Store, name: str) -> _Entries:
    """Return what the manifest of a clinic's folder says of each file; nothing where it is missing or damaged."""
    try:
        kept = json.loads(store.read(f"{name}/{_MANIFEST}") or b"")
        found = {each["path"]: each for each in kept["artifacts"] if each["sha256"] and each["key"]}
    except (ValueError, KeyError, TypeError):
        return {}
    return {path: entry for path, entry in found.items() if _is_below(path)}


def _is_below(path: str) -> bool:
    """Tell whether a path that a file states stays in its folder."""
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/")


def _entry(product: ClinicProduct, key: str, content: bytes) -> dict[str, Any]:
    return {"path": product.output, "sha256": digest.of_bytes(content), "bytes": len(content),
            "media_type": product.media_type, "language": product.language, "channel": product.channel,
            "format": product.format, "key": key}


def _close(
    store: Store, clinic: Clinic, told: dict[str, str], entries: _Entries, missing: Sequence[str]
) -> dict[str, Any]:
    """Write sums and, as the last file, the manifest, where they differ; return the clinic's line for the list.

    `missing` are the products that the clinic wants and that are not there.
    """
    name = clinic.imprint.id
    files = [entries[output] for output in sorted(entries)]
    manifest = {**told, "clinic": clinic.imprint.model_dump(mode="json", exclude_defaults=True), "artifacts": files}
    manifest |= {"missing": missing} if missing else {}
    content = _json(manifest)
    for path, right in ((_SUMS, _sums(files, content)), (_MANIFEST, content)):
        if store.read(f"{name}/{path}") != right:
            store.write(f"{name}/{path}", right)
    return {"id": name, "name": clinic.imprint.name, "manifest": f"{name}/{_MANIFEST}",
            "sha256": digest.of_bytes(content), "files": len(files), "bytes": sum(each["bytes"] for each in files)}


def _sums(files: Sequence[dict[str, Any]], manifest: bytes) -> bytes:
    return digest.sums({**{each["path"]: each["sha256"] for each in files}, _MANIFEST: digest.of_bytes(manifest)})


def _json(data: Any) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def close(out: Store, told: dict[str, str], entries: Iterable[dict[str, Any]]) -> None:
    """Write the list of all clinics whose products stand in their folders, one a line."""
    head = json.dumps(told, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in entries)
    out.write(_MANIFEST, f'{head}, "clinics": [\n{lines}\n]}}\n'.encode())


# --- clinics that are no longer on the list ---


def former(out: Store, current: set[str]) -> Iterator[str]:
    """Yield the names of the folders that hold products of clinics no longer on the list."""
    for name in sorted(out.names() - current):
        if not name.startswith(".") and _entries(out, name):
            yield name


def told_former(out: str, name: str) -> Finding:
    """Return what is told of a clinic that is no longer on the list."""
    return warning(Place(f"{out}/{name}"), "this clinic is no longer on the list, its products are still here",
                   why="they would go on being handed out, with whatever text and number they hold",
                   fix="put it back on the list, or remove what is no longer on it: --prune").of("clinic-not-on-list")


def remove(out: Store, name: str) -> None:
    """Remove the products of a clinic, the manifest first; a file that is not from here stays."""
    entries = _entries(out, name)
    out.remove(f"{name}.zip")
    for path in (_MANIFEST, _SUMS, *entries):
        out.remove(f"{name}/{path}")
