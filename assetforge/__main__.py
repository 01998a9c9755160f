"""`python -m assetforge`."""

from __future__ import annotations

from assetforge.cli.main import main

if __name__ == "__main__":
    main()
