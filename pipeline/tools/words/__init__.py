"""Reads what authors write, Markdown and YAML, and translates words into braille."""
