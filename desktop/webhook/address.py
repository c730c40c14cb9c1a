"""The address of an account's webhook: what is to be copied, and which services have one."""

from collections.abc import Mapping

HOST = "127.0.0.1"
"""Nothing from outside reaches this computer there."""
PORT = 8750
"""What is proposed; another for each further account."""


TEMPLATE = "id={ID}&timestamp={TIMESTAMP}&from={FROM}&to={TO}&media={MEDIA}&message={MESSAGE}"
"""What VoIP.ms fills in. The words come last: whether it encodes what it fills in is not verified.

``{MEDIA}`` is not documented for sure; where it stays as it is, a list tells later of which kind the text is.
"""
QUERIES: Mapping[str, str] = {"cliqtel": "", "voipms": TEMPLATE}
"""What stands behind the path, by the service's name in the catalog; others have no webhook here."""


def offered(provider: str) -> bool:
    """Whether texts of this service can be passed on in a form that is known here."""
    return provider in QUERIES


def public(provider: str, base: str, token: str) -> str:
    """What the service has to be told where ``base``, of a tunnel or proxy, forwards to ``address``."""
    query = QUERIES[provider]
    return f"{base.rstrip('/')}/{token}" + (f"?{query}" if query else "")


def address(provider: str, port: int, token: str) -> str:
    """Where the service's calls have to arrive, with its placeholders as it fills them in."""
    return public(provider, f"http://{HOST}:{port}", token)
