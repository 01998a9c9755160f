"""Each module of assetforge/core by itself."""
