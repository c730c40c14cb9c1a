"""The words of a line's settings at its service: what each is, what a change does and costs (A9, D3 to D6).

The confirmation names the number, each change and the price; nothing is changed without it.
"""

from desktop import error_words
from desktop.line_words import Amount, of_paper
from desktop.line_words import price as price_words
from desktop.providers.line_settings import LineSettings
from desktop.sms import public_address
from desktop.sms.abilities import Price
from desktop.sms.phone import readable
from desktop.sms.prices import Wallet
from desktop.sms.public_address import Unfit
from desktop.wording import isolated, tr

TYPED = frozenset(
    ("invalid_sms_forward", "invalid_email", "missing_email", "invalid_callback", "missing_uri")
)
"""Refusals of what somebody just gave as an address or number, by VoIP.ms' names."""


def rows(settings: LineSettings) -> list[tuple[str, str]]:
    """Each setting and how it stands."""
    return [
        (tr("SMS"), _switch(settings.texting)),
        (tr("Texts by e-mail"), _with(settings.email_on, settings.email)),
        (tr("Copy to a phone"), _with(settings.forward_on, _number(settings.forward))),
        (tr("Web address for each text"), _with(settings.callback_on, settings.callback)),
        (tr("Ask the web address again until it says ok"), _switch(settings.callback_retry)),
    ]


def changes(shown: LineSettings, wanted: LineSettings) -> list[str]:
    """What would be another, one sentence each: "SMS: off → on"."""
    return [
        tr("{setting}: {before} → {after}").format(setting=name, before=before, after=after)
        for (name, before), (_, after) in zip(rows(shown), rows(wanted), strict=True)
        if before != after
    ]


def rules(service: str) -> list[str]:
    """What has to be known of forwarding, in a sentence or two each (D3 to D6)."""
    return [
        tr(
            "By e-mail: whoever replies keeps To and the subject as they are, else the reply is not sent as "
            "a text. Replies are limited to 160 characters; longer ones are split into several texts."
        ),
        tr(
            "Copy to a phone: the copy shows this number as its sender, not the customer's. A reply from "
            "that phone does not reach the customer."
        ),
        tr(
            "Web address: {service} asks it for each text, with {{ID}}, {{TIMESTAMP}}, {{FROM}}, {{TO}} "
            "and {{MESSAGE}} filled in. With asking again on, it must answer ok and nothing else, or the "
            "same text comes every 30 minutes."
        ).format(service=service),
    ]


def unfit(found: Unfit, service: str) -> str:
    """Why a web address is not given to a service (D3)."""
    return {
        Unfit.NO_ADDRESS: tr("This is no web address. Write it whole, as in https://example.com/texts."),
        Unfit.NOT_OUTSIDE: tr(
            "{service} cannot reach this address: it leads to this computer or into a private network. "
            "Give the public address of a tunnel or reverse proxy that forwards to it."
        ),
        Unfit.PLAIN: tr(
            "The address begins with http://, where others could read your customers' texts on their way. "
            "Use https://."
        ),
    }[found].format(service=service)


def unfit_of(shown: LineSettings, wanted: LineSettings, service: str) -> str | None:
    """Why the web address that would be new cannot be given to the service; ``None`` where it can."""
    before = shown.callback if shown.callback_on else ""
    if not wanted.callback_on or wanted.callback == before:
        return None
    found = public_address.unfit(wanted.callback)
    return None if found is None else unfit(found, service)


def question(number: str, shown: LineSettings, wanted: LineSettings, service: str) -> str:
    """What is about to be done, in a sentence."""
    name = isolated(readable(number))
    if wanted.texting and not shown.texting:
        return tr("Switch SMS on for {number} at {service}?").format(number=name, service=service)
    if shown.texting and not wanted.texting:
        return tr(
            "Switch SMS off for {number} at {service}? Nothing can be sent from it then, and texts to it do "
            "not arrive."
        ).format(number=name, service=service)
    return tr("Change the settings of {number} at {service}?").format(number=name, service=service)


def cost(
    price: Price | None, per_text: Price | None, wallet: Wallet | None, currency: str, amount: Amount
) -> list[str]:
    """What switching SMS on costs, and the wallet before and after (A9, G4)."""
    said = []
    if price is None:
        said.append(tr("What it costs is not known here. The service may charge for it."))
    else:
        said.append(tr("Price: {price}").format(price=price_words(price, amount)))
    if per_text is not None:
        said.append(tr("Each text: {price}").format(price=price_words(per_text, amount)))
    if wallet is None:
        said.append(tr("What is left in the wallet is not known here."))
        return said
    before = amount(format(wallet.before, "f"), currency)
    if price is None or price.amount is None:
        said.append(
            tr("In the wallet: {before} before, and as much after it, as far as is known.").format(
                before=before
            )
        )
        return said
    after = amount(format(wallet.after, "f"), currency)
    said.append(tr("In the wallet: {before} before, {after} after it.").format(before=before, after=after))
    if wallet.missing:
        missing = amount(format(wallet.missing, "f"), currency)
        said.append(tr("{missing} is missing: top up first.").format(missing=missing))
    return said


def done(number: str, wanted: LineSettings, after: LineSettings) -> str:
    """What came of a change."""
    name = isolated(readable(number))
    if after == wanted:
        return tr("The settings of {number} are changed.").format(number=name)
    return tr(
        "The service took the change for {number}, but some settings are not as wanted. Look at them."
    ).format(number=name)


def changed_meanwhile(number: str) -> str:
    """Why nothing was written."""
    return tr(
        "Somebody changed the settings of {number} since they were shown, so nothing was written. Look at "
        "them as they are now, and decide again."
    ).format(number=isolated(readable(number)))


def others_changed(number: str) -> str:
    """The change was taken, and more than that changed."""
    return tr(
        "The change for {number} was taken, but settings that are not shown here are otherwise now. Look at "
        "the number's settings in the portal."
    ).format(number=isolated(readable(number)))


def refused(provider: str, code: str | None, text: str, service: str) -> str:
    """Why the service did not take a change, by its code where that is known, else in its own words."""
    known = error_words.explain(provider, code, text)
    if known.entry is not None and code in TYPED:
        # The entry's own step sends people to the account's settings, and these are what was typed here.
        return f"{known.what} {tr('Nothing was changed: correct what you gave, and try again.')}"
    if known.entry is not None:
        return f"{known.what} {known.next_step}".strip()
    said = " ".join(text.split()) or code or tr("no reason given")
    return tr("{service} refused: {said}").format(service=service, said=said)


def unknown_outcome(number: str) -> str:
    """Nobody can say whether it was written."""
    return tr(
        "Nobody can say whether the change for {number} was carried out. Read the settings again in a minute."
    ).format(number=isolated(readable(number)))


def dated(price: Price) -> str:
    """Where a price is from, and of when (G4)."""
    return of_paper(price.source, price.dated, read=price.read)


def _switch(on: bool) -> str:
    return tr("on") if on else tr("off")


def _with(on: bool, value: str) -> str:
    if not value:
        return tr("on, without an address") if on else tr("off")
    return value if on else tr("off ({value})").format(value=value)


def _number(number: str) -> str:
    return isolated(readable(number)) if number else ""
