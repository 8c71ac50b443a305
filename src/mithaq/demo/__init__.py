"""Three nodes on one machine with an exercise in them: `mithaq demo` (docs/guide/demo.md)."""
