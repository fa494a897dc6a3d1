"""Checks of the publication as written."""
