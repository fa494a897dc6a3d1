"""Checks of one product as laid out."""
