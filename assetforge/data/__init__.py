"""Files that come with the package, read by adapters; there is nothing here to import."""
