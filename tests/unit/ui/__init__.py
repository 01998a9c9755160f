"""Each module of assetforge/ui by itself."""
