"""Scenes: what a poster can show. One composition a file, each paints a whole canvas."""
