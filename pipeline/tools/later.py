"""Imports a heavy library when something of it is first used, so that what does without it starts at once."""

from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """A module that is loaded when a name in it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks for these
            raise AttributeError(name)
        found = getattr(import_module(self.__name__), name)
        setattr(self, name, found)
        return found
