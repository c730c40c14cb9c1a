"""What is known of a number before one writes to it: one sign, its words, a person's marks (idea 10)."""
