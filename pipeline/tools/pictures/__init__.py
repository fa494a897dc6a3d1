"""Reads, draws and converts pictures."""
