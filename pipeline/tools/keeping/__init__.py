"""Keeps files, digests and records on disk, and runs jobs side by side."""
