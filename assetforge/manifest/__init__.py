"""From the text of `assets.toml` to a manifest in which every asset is spelled out."""
