"""The one call by which two nodes bring each other up to date (docs/spec/exchange.md)."""
