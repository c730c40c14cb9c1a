"""Words for the named errors of Salesmsg, Close, Cliqtel and CloudTalk, and for our own codes.

What to do comes from the entry's step, unless a third sentence stands here. The facts are in
``sms.error_table_services``.
"""

from desktop.error_words_requests import Said
from desktop.wording import tr


def words() -> dict[str, Said]:
    """All of them by service, in the person's language."""
    return {
        "salesmsg": _salesmsg(),
        "close": _close(),
        "cliqtel": _cliqtel(),
        "cloudtalk": _cloudtalk(),
        "linedesk": _linedesk(),
    }


def _landline() -> tuple[str, ...]:
    return tr("Landline"), tr("Landlines cannot get texts.")


def _no_credit() -> tuple[str, ...]:
    return tr("Not enough credit"), tr("There is not enough money in the account to send it.")


def _no_key() -> tuple[str, ...]:
    return tr("Key not accepted"), tr("The service does not accept the key.")


def _salesmsg() -> Said:
    return {
        "insufficient_funds": _no_credit(),
        "stopped_by_user": (
            tr("Stopped by user"),
            tr("Somebody stopped the broadcast before this text was sent."),
        ),
        "duplicate_message": (
            tr("Same text sent moments ago"),
            tr("The same words went to the same person a moment before, so the service held this one back."),
        ),
        "unknown_bad_number": (
            tr("Number not known"),
            tr("The number is not valid, no longer in use, or has no country code."),
        ),
        "provider_error": (
            tr("Line is not set up for this"),
            tr("The line is not ready to text, or the number cannot get texts."),
        ),
        "landline": _landline(),
        "us_short_code": (
            tr("Short code reaches US numbers only"),
            tr("A short code can text numbers of its own country only."),
        ),
        "blacklisted_words": (
            tr("Wording not allowed"),
            tr("There are words in it that the service does not let through."),
        ),
        "region": (
            tr("Region cannot be texted"),
            tr("The region is not supported, the line is of the wrong kind for it, or a rule forbids it."),
            tr("Choose another line, or ask whoever runs the account whether the region can be switched on."),
        ),
        "international_off": (
            tr("International texting is off"),
            tr("The account may text the US, Canada, the United Kingdom and Australia only."),
        ),
        "unauthorized": _no_key(),
        "token_unreadable": (tr("Key cannot be read"), tr("The service cannot read the key.")),
        "conversation_on_other_line": (
            tr("Their conversation is on another line"),
            tr("The service would send this from another number than the one you chose, so it was not sent."),
            tr("Choose the other line, or begin a conversation from this one in Salesmsg."),
        ),
        "conversation_gone": (
            tr("The conversation is gone"),
            tr("Somebody deleted the conversation in Salesmsg before the text left."),
            tr("Send it again: a new conversation begins."),
        ),
        "address_too_long": (
            tr("Too long for the service"),
            tr("This service takes the words in a web address, and this one became too long on its way."),
            tr("Shorten the text. Emoji and accents take most of the room."),
        ),
    }


def _close() -> Said:
    return {
        "landline": _landline(),
        "spam": (
            tr("Carrier judged it spam"),
            tr("A carrier took the text for spam."),
        ),
        "unsupported_country": (
            tr("Country not supported"),
            tr("The service does not text numbers of this country."),
        ),
        "unknown_carrier_error": (
            tr("No reason given"),
            tr("The carrier did not deliver it and gave no reason."),
        ),
        "unauthorized": _no_key(),
        "outbound_sms_blocked": (
            tr("They opted out"),
            tr("Close has marked this number as opted out, so nothing may be sent to it."),
        ),
        "unknown_recipient": (
            tr("Nobody in Close has this number"),
            tr("Close texts only people who are leads there. Nothing was sent, and no lead was made."),
            tr("Add them to Close with this number, then send it again."),
        ),
        "draft_gone": (
            tr("Draft deleted in Close"),
            tr("Somebody deleted the text in Close before it left. It was not sent."),
            tr("Send it again if it should go out."),
        ),
    }


def _cliqtel() -> Said:
    return {
        "failed_to_send_sms": (
            tr("Could not be sent"),
            tr("The number is not valid, or the carrier refused it."),
        ),
        "insufficient_wallet_balance": (
            tr("Not enough credit"),
            tr("There is not enough money in the wallet."),
        ),
        "sms_not_available_for_this_number_type": (
            tr("Number type has no SMS"),
            tr("There is no SMS for numbers of this country or kind."),
            tr("Choose another line, or replace the number by a mobile one."),
        ),
        "number_must_be_active_to_enable_sms": (
            tr("Line is not active yet"),
            tr("The line is still being set up or verified."),
            tr("Choose another line, or wait: it is checked again by itself."),
        ),
        "landline": _landline(),
        "opted_out": (
            tr("They opted out (STOP)"),
            tr("They opted out with STOP, so nothing may be sent to them."),
        ),
        "filtered": (
            tr("Filtered as spam"),
            tr("The carrier took it for spam."),
        ),
        "unreachable": (
            tr("Phone off or out of service"),
            tr("Their phone is off or out of service."),
        ),
        "no_inbound": (
            tr("Replies do not arrive"),
            tr("Texts to this line are not passed on by its carrier."),
        ),
    }


def _cloudtalk() -> Said:
    return {
        "sms_send_failed": (
            tr("No reason given"),
            tr("It was not sent, and the service gave no reason."),
            tr(
                "Try a short text without emoji. If that fails as well, copy the report and hand it to "
                "CloudTalk's support."
            ),
        ),
        "not_allowed_country": (
            tr("Texting to this country is off"),
            tr("The account is not set to text this country."),
            tr("Ask whoever runs the account to have the country allowed at CloudTalk, or call."),
        ),
        "unknown_number": (
            tr("Number not known"),
            tr("The service does not know this line, or not the other number."),
            tr(
                "Check the number with its country code. If it is right, check at CloudTalk that the line "
                "exists."
            ),
        ),
        "limit_exceeded": (
            tr("Limit reached"),
            tr("The account may send no more now. A trial has 10 parts in all."),
            tr("Send it later by hand, or have the limit raised: that of a trial ends with the trial."),
        ),
        "bad_number_configuration": (
            tr("This line cannot text"),
            tr("The line is not set up for texts, so Messages is greyed for it from now on."),
            tr("Choose another line. Once CloudTalk has set it up, have it tried again in the line's sheet."),
        ),
        "insufficient_funds": _no_credit(),
        "bad_request": (tr("Request not understood"), tr("The service did not understand the request.")),
        "unauthorized_action": _no_key(),
        "something_went_wrong": (
            tr("Error inside the service"),
            tr("The service broke off. Whether the text went out is not known."),
        ),
    }


def _linedesk() -> Said:
    unknown = tr("Outcome not known")
    broken = tr("The service gave an error of its own. Whether the text went out is not known.")
    return {
        "line_gone": (
            tr("Line is gone"),
            tr("This line is no longer in the account."),
        ),
        "forbidden": (
            tr("Key may not send this"),
            tr("The service knows the key, but the key may not send this text."),
            tr("Have it allowed at the service, or sign in with another key."),
        ),
        "queued_60": (
            tr("Waits at the service"),
            tr("The service has had it for 60 seconds or longer and has not passed it on."),
        ),
        "http_402": _no_credit(),
        "http_429": (
            tr("Too fast"),
            tr("The service asked to wait; it did not take this text."),
        ),
        "timed_out": (unknown, tr("The service did not answer in time; the text may have gone out.")),
        "cut": (unknown, tr("The line broke while sending; the text may have gone out.")),
        "server_error": (unknown, broken),
        "unreadable": (unknown, tr("The answer cannot be read; the text may have gone out.")),
        "ended": (unknown, tr("Linedesk ended while sending; the text may have gone out.")),
        "contradicted": (
            unknown,
            tr("The service said no, but lists a text like it; the text may have gone out."),
        ),
        "http_500 http_502 http_503 http_504": (tr("Error inside the service"), broken),
    }
