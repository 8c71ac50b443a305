"""The public site: its own process, settings and database; a node only pushes to it (docs/spec/press.md)."""
