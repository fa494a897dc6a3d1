"""Keeps files in a folder, or wherever a URL of fsspec leads (a bucket, a server): whole or not at all."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.model.failure import INSTALL_LOCKED, MissingTool, WrongUsage
from pipeline.tools.keeping import whole_file


@dataclass(frozen=True)
class Store:
    """A place for files: a folder of this machine or a share, or a URL as `s3://bucket/folder`; can be pickled.

    Paths are relative, with `/` between their parts. An object store puts a file whole; in a folder a file is written
    under another name and renamed. Raises MissingTool where the library for a URL is not installed.
    """

    address: str

    def read(self, path: str) -> bytes | None:
        """Return what a file holds, None where there is none."""
        try:
            if self._folder:
                return (self._folder / path).read_bytes()
            files, root = _opened(self.address)
            content: bytes = files.cat_file(f"{root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        return content

    def write(self, path: str, content: bytes) -> None:
        """Put a file in place, whole, instead of what was there."""
        if self._folder:
            whole_file.write(self._folder / path, content)
            return
        files, root = _opened(self.address)
        files.makedirs(f"{root}/{path}".rpartition("/")[0], exist_ok=True)  # nothing at all in an object store
        files.pipe_file(f"{root}/{path}", content)

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that are left empty; one that is not there is no fault."""
        if self._folder:
            (self._folder / path).unlink(missing_ok=True)
            with suppress(OSError):  # one that is not empty, or is not there
                for folder in Path(path).parents[:-1]:
                    (self._folder / folder).rmdir()
            return
        files, root = _opened(self.address)
        if files.exists(f"{root}/{path}"):
            files.rm_file(f"{root}/{path}")

    def sweep(self, path: str) -> None:
        """Remove from a folder what a killed process left half-written; an object store has no such files."""
        if self._folder:
            for left in (self._folder / path).rglob(".*.part"):
                left.unlink(missing_ok=True)

    def names(self) -> frozenset[str]:
        """Return the names at the top of the store, of folders and files."""
        if self._folder:
            return frozenset(each.name for each in self._folder.iterdir()) if self._folder.is_dir() else frozenset()
        files, root = _opened(self.address)
        found = files.ls(root, detail=False) if files.exists(root) else []
        return frozenset(str(each).rstrip("/").rpartition("/")[2] for each in found)

    @property
    def _folder(self) -> Path | None:
        path = self.address.removeprefix("file://")
        return None if "://" in path else Path(path)


@lru_cache(maxsize=8)
def _opened(address: str) -> tuple[Any, str]:
    """Return the file system behind a URL, and the path in it; once a process."""
    try:
        import fsspec
    except ImportError as fault:
        raise MissingTool(f"an address with :// needs fsspec; run:\n    {INSTALL_LOCKED}") from fault
    try:
        files, root = fsspec.core.url_to_fs(address)
    except ValueError as fault:
        raise WrongUsage(f"nothing is known of addresses as {address}: {fault}") from fault
    except ImportError as fault:
        raise MissingTool(f"{fault}; run:\n    pip install the package that it names") from fault
    return files, root.rstrip("/")
