"""Beijing's open data on enterprises: 239 files that its departments publish, each mapped or named with a reason."""
