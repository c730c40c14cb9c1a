"""The words of preflight about amounts: length, parts of a trial, credit, texts a day, what waits before.

The other rules' words, and how a finding becomes a sentence, are in ``finding_words``. ``values`` are those
of the finding, amounts of money with their currency.
"""

from desktop.sms.preflight import Finding, Severity
from desktop.wording import ntr, tr


def too_long(finding: Finding, values: dict[str, str]) -> str:
    """B4."""
    return ntr(
        "The text is {n} character too long; {most} are allowed. Shorten it to send it.",
        "The text is {n} characters too long; {most} are allowed. Shorten it to send it.",
        int(finding.value("over")),
        most=values["most"],
    )


def trial(finding: Finding, values: dict[str, str]) -> str:
    """A14."""
    left, parts = int(finding.value("left")), int(finding.value("parts"))
    if parts <= left:
        return ntr(
            "{n} of {total} parts of the trial is left.",
            "{n} of {total} parts of the trial are left.",
            left,
            total=values["total"],
        )
    if left:
        return ntr(
            "This text has {parts} parts, and {n} of {total} is left of the trial. Shorten it to send it.",
            "This text has {parts} parts, and {n} of {total} are left of the trial. Shorten it to send it.",
            left,
            parts=values["parts"],
            total=values["total"],
        )
    return ntr(
        "The one part of the trial is used, and it cannot be extended. Texting goes on with a paid plan.",
        "All {n} parts of the trial are used, and they cannot be extended. Texting goes on with a paid plan.",
        int(finding.value("total")),
    )


def separate(finding: Finding, values: dict[str, str]) -> str:
    """B7: where the service takes single parts only, with the price of all."""
    if not finding.value("cut"):
        return tr("It will arrive as {parts} separate texts.").format(**values)
    sentence = tr("It goes as {parts} separate texts. The service does not promise their order.")
    if finding.value("cost"):
        sentence += " " + tr("Together they cost {cost}.")
    return sentence.format(**values)


def daily(finding: Finding, values: dict[str, str]) -> str:
    """B27: what remains of the texts that the service takes over its API in one of its days."""
    left = int(finding.value("left"))
    if finding.severity is Severity.WARN:
        if not left:
            return tr(
                "The service takes {most} texts a day from programs, and today's are used. It is not sent "
                "before {again}."
            ).format(**values)
        return ntr(
            "It needs {parts} texts, and {n} of today's {most} is left. The rest cannot go before {again}.",
            "It needs {parts} texts, and {n} of today's {most} are left. The rest cannot go before {again}.",
            left,
            parts=values["parts"],
            most=values["most"],
            again=values["again"],
        )
    return ntr(
        "{n} of the {most} texts that the service takes from programs today is left.",
        "{n} of the {most} texts that the service takes from programs today are left.",
        left,
        most=values["most"],
    )


def no_credit(finding: Finding, values: dict[str, str]) -> str:
    """B24."""
    if finding.severity is Severity.BLOCK:
        return tr(
            "The text costs {cost} and the wallet holds {balance}. Top up {missing} or more; the text stays."
        ).format(**values)
    return tr(
        "The text costs {cost}, and the wallet held {balance} when last looked: perhaps too little. Top up "
        "if so."
    ).format(**values)


def pace(finding: Finding, values: dict[str, str]) -> str:
    """B28."""
    return ntr(
        "{n} text waits before this one; the service takes them one after the other.",
        "{n} texts wait before this one; the service takes them one after the other.",
        int(finding.value("waiting")),
    )
