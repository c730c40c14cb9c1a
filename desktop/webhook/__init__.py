"""A listener on loopback for texts that a service passes on (D2 to D4): an option beside the pulls."""
