"""One structured source of medical content, turned into everything a family, a clinic and a print shop hold."""

#: The one place that says it; `--version` and the wheel take it from here.
__version__ = "0.2.0"
