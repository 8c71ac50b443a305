"""Forms that are made from the bodies of a kind: what was typed, what is wrong with it, how it is drawn."""
