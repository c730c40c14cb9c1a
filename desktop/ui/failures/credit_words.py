"""What the failure inbox says of texts that are held because there was no credit."""

from desktop.wording import ntr, tr


def heading(n: int) -> str:
    """How many, on the card and on the chip above the conversations."""
    return ntr("{n} text waits for credit", "{n} texts wait for credit", n)


def cause() -> str:
    """Why they wait, and what to do."""
    return tr("There was not enough credit. Top up at the service, then send them.")


def send_label(n: int) -> str:
    """The one button."""
    return ntr("Send the text", "Send the {n} texts", n)


def sent(n: int, left: int) -> str:
    """What came of a press: ``n`` were sent, and ``left`` could not be."""
    if n == 0:
        return tr("None of them can be sent: they opted out, or somebody decided meanwhile.")
    words = ntr("{n} text is sent now.", "{n} texts are sent now.", n)
    if left:
        others = ntr("{n} cannot be: they opted out.", "{n} cannot be: they opted out.", left)
        words = f"{words} {others}"
    return words
