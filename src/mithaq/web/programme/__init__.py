"""The pages of a programme: its board of commitments, its challenges, and the reviews of the partnership."""
