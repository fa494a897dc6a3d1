"""Packs files into e-books and Word files."""
