"""Words of signing in: what each field is called and where it is found, and why an account does not work.

Look here for the sentence of every code in ``sync.sign_in.Trouble`` and of every reason of a link: plain,
without blame, with the next step and, where the service's papers name it, the way through its portal.
"""

import re

from desktop import error_words
from desktop.wording import isolated, tr

_ADDRESS = re.compile(r"\(([0-9A-Fa-f.:]{3,45})\)\W*$")
"""The address of this network behind the words of a refusal: ``providers.voipms_calls`` puts it there."""


def field_name(provider: str, field: str) -> str:
    """What a field of a sign-in is called at its service."""
    names = {
        "twilio account_sid": tr("Account SID"),
        "twilio key_sid": tr("API key SID"),
        "twilio secret": tr("Secret"),
        "salesmsg api_key": tr("Token"),
        "voipms api_username": tr("API user name"),
        "voipms api_password": tr("API password"),
        "cloudtalk access_key_id": tr("Access key ID"),
        "cloudtalk access_key_secret": tr("Access key secret"),
    }
    return names.get(f"{provider} {field}", tr("Key") if field == "api_key" else field)


def field_help(provider: str, field: str) -> str:
    """Where somebody finds what a field asks for, in a sentence; "" where nothing has to be said."""
    sentences = {
        "salesmsg api_key": tr(
            "Made in Salesmsg under Settings › Developer › Personal Access Tokens, with the scopes to read "
            "and write contacts, conversations and messages, and to read numbers, teams, users and "
            "organizations. It lasts one hour; Linedesk renews it while it runs."
        ),
        "close api_key": tr(
            "Made in Close under Settings › Developer › API Keys. It sees what the person sees who made it."
        ),
        "twilio account_sid": tr(
            "Begins with AC. It stands on the first page of Twilio's Console, under Account Info."
        ),
        "twilio key_sid": tr(
            "Begins with SK: Console › API keys & tokens. Leave it empty to sign in with the auth token."
        ),
        "twilio secret": tr("The API key's secret, or without a key the account's auth token."),
        "cloudtalk access_key_id": tr(
            "An administrator makes it in CloudTalk under Account › Settings › API keys. It is the whole "
            "company's key: it can read everyone's calls and contacts, so keep it on few computers."
        ),
        "cloudtalk access_key_secret": tr("Shown beside the ID when the key is made."),
        "voipms api_username": tr("The e-mail address you log in to VoIP.ms with."),
        "voipms api_password": tr(
            "Not the portal's password: set it in the portal under Main Menu › SOAP and REST/JSON API."
        ),
    }
    return sentences.get(f"{provider} {field}", "")


def field_missing(provider: str, field: str) -> str:
    """What to do about a field that was left empty."""
    if field == "api_key" and not field_help(provider, field):
        return tr("Paste the key here. The service's portal shows it under API keys.")
    words = tr("{field} is missing.").format(field=field_name(provider, field))
    return f"{words} {field_help(provider, field)}".strip()


def sign_in_trouble(reason: str, *, service: str, detail: str = "") -> str:
    """Why an account cannot sign in, and what to do."""
    sentences = {
        "variable_unset": tr("The environment variable {detail} that should hold the key is not set."),
        "no_keyring": tr(
            "This computer offers no keyring to keep the key in. Start a keyring service, or name an "
            "environment variable that holds the key (--secret-env)."
        ),
        "keyring_silent": tr("The keyring did not answer in time. Unlock it, then try again."),
        "keyring_empty": tr("The keyring holds no key for this account. Sign in again."),
        "keyring_forgets": tr(
            "The keyring did not keep the key. Name an environment variable that holds it (--secret-env)."
        ),
        "keyring_keeps": tr("The keyring still holds the key. Unlock it, then try again."),
        "session_over": tr("The key was only for one session. Sign in again to send and receive."),
        "unknown_service": tr(
            "This version of Linedesk does not know the service {service}. "
            "Update Linedesk to use the account."
        ),
        "not_there": tr("There is no {service} at the address of this account. Check the address."),
        "redirect": tr("The address of this account sends on to another one. Use the address it leads to."),
        "keyring_refused": tr("The keyring refused ({detail}). Unlock it, then try again."),
        "plain_text_keyring": tr(
            "The keyring would store the key readable by anyone. Set up another, or use --secret-env."
        ),
        "no_address": tr("The address is not complete. It looks like https://example.com."),
        "secret_in_address": tr("The address holds a name or password. Leave them out; the key is enough."),
        "plain_http": tr(
            "The address begins with http://, where others could read the key on its way. Use https://."
        ),
    }
    sentence = sentences.get(reason)
    if sentence is not None:
        return sentence.format(detail=detail, service=service)
    if reason.startswith("odd_key:"):
        return service_trouble("odd_key", service=service, detail=reason.removeprefix("odd_key:"))
    if reason.startswith("forbidden:"):
        return service_trouble("forbidden", service=service, detail=reason.removeprefix("forbidden:"))
    if reason.startswith("told:"):
        _, code, said = reason.split(":", 2)
        return service_trouble(code, service=service, detail=said)
    if reason and reason != "refused":
        said = reason if reason[-1] in ".!?…" else f"{reason}."
        return tr("{service} does not accept the key: {said}").format(service=service, said=said)
    return tr("{service} does not accept the key. Make a new one there, then sign in again.").format(
        service=service
    )


def unkept(reason: str, *, service: str) -> str:
    """A renewed key is in use and could not be stored, for a reason of ``settings.credentials.NoSecret``."""
    why = sign_in_trouble(reason, service=service).replace(" ()", "")
    words = tr("{service} gave a new key, and it could not be kept.").format(service=service)
    after = tr("Else the next start asks you to sign in again.")
    return f"{words} {why} {after}"


def service_trouble(
    code: str, *, service: str, url: str = "", detail: str = "", provider: str = "", named: str = ""
) -> str:
    """What stands between an account and its service, and what to do; ``code`` as in ``sync.sign_in``.

    ``detail`` is the service's own words, or what the system said. ``named`` is the code by which the
    catalogue of errors may know a refusal of ``provider``.
    """
    if code == "said_no" and named:
        known = error_words.explain(provider, named, detail)
        if known.entry is not None:
            return tr("{service} refused: {detail}").format(service=service, detail=known.sentence)
    sentences = {
        "no_such_host": tr("{url} leads to no server. Check the address, and whether there is a network."),
        "tls": tr(
            "The connection to {url} cannot be made secure, so the key was not sent. Check the address; if "
            "it is right, its owner has to renew the certificate."
        ),
        "timeout": tr("{url} did not answer in time. Check the address and the network, then try again."),
        "proxy": tr(
            "The proxy that this computer's settings name (HTTPS_PROXY or ALL_PROXY) cannot be used. "
            "Correct or remove it, then start Linedesk again."
        ),
        "unreachable": tr("{service} cannot be reached at {url} ({detail})."),
        "busy": tr("{service} asks to wait {detail} s. Try again then."),
        "not_there": tr("There is no {service} at {url} ({detail}). Check the address."),
        "redirect": tr("{url} sends on to another address ({detail}). Use the address it leads to."),
        "said_no": tr("{service} refused: {detail}"),
        "unreadable": tr(
            "{service} at {url} answered in a form that Linedesk does not know ({detail}). Check the address."
        ),
        "no_answer": tr("{service} gave no usable answer ({detail}). Try again."),
        "forbidden": tr(
            "{service} knows the key, but the key may not be used for this ({detail}). Allow it there, or "
            "make another key."
        ),
        "odd_key": tr(
            "The key holds characters that no key has: {detail}. Copy it once more, nothing but the key. "
            "{service} was not asked."
        ),
        "no_lines": tr(
            "{service} accepts the key, but the account has no number yet. Order one there, or use the key "
            "of another account; then check again."
        ),
    }
    if code == "forbidden" and not detail:
        return tr(
            "{service} knows the key, but the key may not be used for this. Allow it there, or make another "
            "key."
        ).format(service=service)
    if (told := _told(code, detail)) is not None:
        return told.format(service=service)
    sentence = sentences.get(code)
    if sentence is None or (code in ("not_there", "redirect") and not url):
        reason = detail if code == "refused" and detail else code
        return sign_in_trouble(reason, service=service, detail=detail)
    return sentence.format(service=service, url=url, detail=detail)


def _told(code: str, said: str) -> str | None:
    """Refusals that the service names by a code of its own; ``None`` for any other."""
    if code == "ip_not_enabled":
        found = _ADDRESS.search(said)
        portal = tr("the portal: Main Menu › SOAP and REST/JSON API › Enable IP Addresses")
        if found is None:
            words = tr("{service} does not answer this network yet. Add its public address in {portal}.")
        else:
            words = tr(
                "{service} does not answer this network yet. Add its address, {address}, in {portal}."
            ).replace("{address}", isolated(found[1]))
        return f"{words.replace('{portal}', portal)} {tr('Then try again.')}"
    sentences = {
        "key_kind": tr(
            "These are not the right kinds of key for {service}. An account SID begins with AC, an API key's "
            "SID with SK, and 32 letters and digits follow. Both are in the Console: the account's on its "
            "first page, the key's under Console › API keys & tokens."
        ),
        "20003": tr(
            "{service} does not accept the key with this account SID. Copy account SID, key and secret once "
            "more, or make a new Standard key: Console › API keys & tokens. A secret is shown "
            "only once, when its key is made. Without a key's SID it has to be the account's auth token."
        ),
        "close_key": tr(
            "{service} does not accept the key. Make a new one in Close under Settings › Developer › "
            "API Keys, copy it at once and whole, then sign in again."
        ),
        "cloudtalk_key": tr(
            "{service} does not accept the key. Copy its ID and its secret once more, or have an "
            "administrator make a new one under Account › Settings › API keys. Then sign in again."
        ),
        "salesmsg_token": tr(
            "{service} does not accept the token: these tokens last one hour, and Linedesk renews them only "
            "while it runs. Make a new one in Salesmsg under Settings › Developer › Personal Access Tokens, "
            "then sign in again once."
        ),
        "missing_credentials": tr("{service} needs both the API user name and the API password."),
        "invalid_credentials": tr(
            "{service} does not accept the user name or the API password. The user name is the e-mail "
            "address of the login; the API password is not the portal's own: it is set under Main Menu › "
            "SOAP and REST/JSON API."
        ),
        "api_not_enabled": tr(
            "The API of this {service} account is switched off. Switch it on in the portal: Main Menu › SOAP "
            "and REST/JSON API › Enable/Disable API. Then try again."
        ),
        "not_allowed": tr(
            "{service} knows the key, but the key may not read texts and numbers. Use a Standard key: "
            "Console › API keys & tokens."
        ),
    }
    return sentences.get(code)
