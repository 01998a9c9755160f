"""Each module of assetforge/manifest by itself."""
