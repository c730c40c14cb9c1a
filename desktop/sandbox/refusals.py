"""How the practice server says no: the exception, and the error texts that Cliqtel's guide documents.

The words are this server's, as a real service has its own; a client may show them, never rely on them.
"""

NOT_FOR_THIS_NUMBER = "SMS not available for this number type"
NOT_ACTIVE = "Number must be active to enable SMS"
NO_MONEY = "Insufficient wallet balance"
NOT_SENT = "Failed to send SMS"


class Refusal(Exception):
    """The server says no and has done nothing: the HTTP status, its words, and seconds to wait if any."""

    def __init__(self, status: int, text: str, retry_after: int | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.retry_after = retry_after
