"""Who watches a build: live rows on a terminal, plain lines elsewhere, nobody when quiet."""

from __future__ import annotations
