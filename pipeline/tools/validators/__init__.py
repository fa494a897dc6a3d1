"""Runs the industry's own validators, each in its own world: Java, Node, Chromium, Tesseract."""
