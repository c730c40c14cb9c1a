"""What the banner says of the current line's account: offline and since when, sign-in, standing by."""

from datetime import UTC, datetime

from desktop import sign_in_words
from desktop.announce import Link
from desktop.ui import moments
from desktop.ui.banner import Tone
from desktop.ui.plain import one_line
from desktop.wording import tr


def mended_elsewhere(reason: str) -> bool:
    """Whether no new key mends a refused sign-in: a keyring is locked, or something is set at the service."""
    locked = reason in ("keyring_silent", "keyring_refused")
    return locked or reason.startswith(("told:ip_not_enabled:", "told:api_not_enabled:"))


def situation(
    link: Link | None,
    reason: str,
    *,
    service: str,
    pulled_at: datetime | None,
    key_variable: str = "",
    can_sign_in: bool = False,
    low: tuple[str, str] | None = None,
) -> tuple[Tone, str, str]:
    """Tone, sentence ("" for nothing to say) and the button's word, for an account's connection (E1).

    ``key_variable`` is the environment variable that should hold the key, where there is one;
    ``can_sign_in``: a person can enter key and address. ``low``: what is left, and the level below which
    somebody wanted it said (G1).
    """
    again = tr("Sign in") if can_sign_in and not mended_elsewhere(reason) else tr("Try now")
    now = datetime.now(UTC)
    age = "" if pulled_at is None else moments.age(pulled_at, now)
    if reason.startswith("store:"):
        words = tr(
            "The cache on this computer cannot be written ({detail}). Free some space or mend its rights."
        )
        detail = one_line(reason.removeprefix("store:"))
        return Tone.BAD, f"{words.format(detail=detail)} {tr('Nothing is sent meanwhile.')}", tr("Try now")
    match link:
        case Link.OFFLINE if reason in ("not_there", "redirect"):
            why = sign_in_words.sign_in_trouble(reason, service=service)
            return Tone.BAD, f"{why} {tr('Texts written now wait here.')}", again
        case Link.OFFLINE:
            fetched = (
                tr("Offline. What you see was last fetched {age}.").format(age=age)
                if age
                else tr("Offline. Nothing has been fetched yet.")
            )
            waits = tr(
                "Texts written now go out when the connection is back; after 10 minutes you are asked first."
            )
            return Tone.OFFLINE, f"{fetched} {waits}", tr("Try now")
        case Link.SIGN_IN_NEEDED:
            why = sign_in_words.sign_in_trouble(one_line(reason), service=service, detail=key_variable)
            return Tone.BAD, f"{why} {tr('Texts written now wait here.')}", again
        case Link.CONNECTING if reason == "keyring":
            return Tone.INFO, tr("Waiting for your password manager …"), ""
        case Link.STANDING_BY:
            words = tr(
                "Another Linedesk of this profile is open: it sends and fetches, this one shows the same."
            )
            return Tone.INFO, words, ""
        case Link.ONLINE if reason.startswith("unkept:"):
            words = sign_in_words.unkept(reason.removeprefix("unkept:"), service=service)
            return Tone.WARN, words, tr("Try now")
        case Link.ONLINE if reason.startswith("unreadable:"):
            words = tr("{service} lists its texts in a form that Linedesk does not know ({detail}).").format(
                service=service, detail=one_line(reason.removeprefix("unreadable:"))
            )
            return Tone.WARN, f"{words} {tr('Sending still works; please report this.')}", ""
        case Link.ONLINE if low is not None:
            words = tr("{amount} is left at {service}: less than {level}. Top up before texts have to wait.")
            return Tone.WARN, words.format(amount=low[0], level=low[1], service=service), tr("Top up")
        case _:
            return Tone.INFO, "", ""
