"""The tests of assetforge; a package, so that they share fakes by import."""
