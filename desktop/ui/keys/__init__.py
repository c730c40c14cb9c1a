"""The keys of the window: which there are, who has which, what they do, and their list."""
