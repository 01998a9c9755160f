"""Tests of the renderer: each drawing, and what it is drawn with."""
