"""The practice server: the Cliqtel API with a carrier behind it, a process of its own on loopback."""
