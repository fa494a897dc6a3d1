"""Lays out pages with WeasyPrint, in our fonts alone, and reads back what it laid out."""
