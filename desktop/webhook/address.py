"""The address of an account's webhook: what is to be copied, and which services have one."""

from desktop.webhook.forms import FORMS

HOST = "127.0.0.1"
"""Nothing from outside reaches this computer there."""
PORT = 8750
"""What is proposed; another for each further account."""


def offered(provider: str) -> bool:
    """Whether texts of this service can be passed on in a form that is known here."""
    return provider in FORMS


def address(provider: str, port: int, token: str) -> str:
    """Where the service's calls have to arrive, with its placeholders as it fills them in."""
    query = FORMS[provider].query
    return f"http://{HOST}:{port}/{token}" + (f"?{query}" if query else "")
