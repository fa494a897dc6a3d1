"""Checks of one product before it is laid out."""
