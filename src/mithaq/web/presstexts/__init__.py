"""A press text beside what was read in it, and the drafts that are made of that."""
