"""The words of preflight about a STOP: to this line, which closes it, and to another one of ours (B20).

Look here for what the composer says where somebody opted out; the other findings are in ``finding_words``.
"""

from desktop.sms.preflight import Finding
from desktop.wording import isolated, tr


def here(finding: Finding, values: dict[str, str]) -> str:
    """That this line may not text them any more."""
    if finding.value("blocked"):
        return tr(
            "The service's phone book says that {number} is not to be texted (seen {since}): they opted out. "
            "Only there it can be lifted. You can call."
        ).format(**values)
    if finding.value("words"):
        values["words"] = " ".join(finding.value("words").split())
        return tr(
            "They opted out with “{words}” ({since}). They cannot be texted from this line until they write "
            "START. You can call."
        ).format(**values)
    return tr(
        "The service says that they opted out ({since}). They cannot be texted from this line until they "
        "write START. You can call."
    ).format(**values)


def elsewhere(finding: Finding, values: dict[str, str]) -> str:
    """That another line of ours may not text them: this one may, if they agreed to it."""
    agreed = tr("Text them from here only if they agreed to it. You can call.")
    if finding.value("blocked"):
        told = tr("The phone book of another account says that {number} is not to be texted (seen {since}).")
    elif finding.value("words"):
        values["words"] = isolated(" ".join(finding.value("words").split()))
        told = tr("They wrote “{words}” to {line} ({since}).")
    else:
        told = tr("They opted out of texts from {line}, as its service says ({since}).")
    return told.format(**values) + " " + agreed
