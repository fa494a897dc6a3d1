"""Reads finished files back and holds them against their editions; nothing here writes, no format imports it."""
