"""assetforge: pictures and films as code, planned, priced, built once and locked."""
