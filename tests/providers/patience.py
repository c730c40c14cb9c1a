"""How long tests wait for an answer of a server on this computer."""

import httpx

LITTLE = httpx.Timeout(20.0, read=1.0)
"""For tests of answers that never come. Only these are waited for so briefly: on a busy computer a connection
may take seconds to be made, and no test is about that."""
