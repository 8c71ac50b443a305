"""The systems that Mithaq is measured against; each runs in its own environment, with pinned versions."""
