"""Words for Twilio's codes about accounts, requests and limits, and about shortened links.

What to do comes from the entry's step, unless a third sentence stands here. The facts are in
``sms.error_table_twilio``.
"""

from desktop.error_words_requests import Said
from desktop.wording import tr


def words() -> Said:
    """All of them, in the person's language."""
    return {**_account(), **_asking(), **_other()}


def _account() -> Said:
    return {
        "10001 20005": (
            tr("Account not active"),
            tr("The account has no credit, or was suspended."),
            tr("Top up at the service, or ask its support. Then resume the texts."),
        ),
        "10002": (
            tr("Not for trial accounts"),
            tr("A trial account cannot do this."),
            tr("Upgrade the account at the service."),
        ),
        "20003": (
            tr("Key not accepted"),
            tr("The key is wrong, was withdrawn, or may not do this."),
        ),
        "20006": (
            tr("Access denied"),
            tr("The key may not be used for this."),
        ),
        "20008": (
            tr("Test key"),
            tr("The key is one for tests, which cannot do this."),
            tr("Sign in with a key for real use."),
        ),
        "14107": (
            tr("Replies too fast"),
            tr("More than 15 quick replies went between two numbers."),
            tr("Switch off automatic replies, wait, then send it by hand."),
        ),
        "63038": (
            tr("Daily limit of the account reached"),
            tr("The account may send no more texts within 24 hours."),
            tr("Send it tomorrow by hand, or have the limit raised."),
        ),
    }


def _asking() -> Said:
    return {
        "20001": (
            tr("Unknown part of a request"),
            tr("The service was asked something that it does not know."),
        ),
        "20004": (tr("Request not allowed"), tr("The service does not take this kind of request.")),
        "20009": (
            tr("Too early to delete"),
            tr("The text is still on its way; the service deletes it only afterwards."),
            tr("Wait a minute: it is deleted later."),
        ),
        "20404": (tr("Not found"), tr("The service has no such thing, or no longer has it.")),
        "20409": (tr("Changed meanwhile"), tr("It was changed at the service in the meantime.")),
        "20422": (tr("Value not valid"), tr("The service did not take a value; nothing was sent.")),
        "20423": (tr("Id not valid"), tr("The service does not know this id; nothing was sent.")),
        "20429": (
            tr("Too fast"),
            tr("Too many requests came at once; this one was not acted upon."),
        ),
        "20500": (
            tr("Error inside the service"),
            tr("The service broke off with an error of its own. Whether the text went out is not known."),
        ),
        "20503": (
            tr("Service not available"),
            tr("The service did not answer as usual. Whether the text went out is not known."),
        ),
    }


def _other() -> Said:
    return {
        "11200": (
            tr("Report could not be delivered"),
            tr("The service could not reach the address that the account reports to. Texts are not touched."),
            tr("Nothing for the text. Whoever runs the account can mend the address."),
        ),
        "11751": (tr("Picture too large"), tr("The file is larger than the service takes.")),
        "60600": (tr("Nothing known of the number"), tr("The look-up of numbers does not cover this one.")),
        "60601": (
            tr("Look-up not allowed"),
            tr("Looking up numbers of Canada needs a permission of its own."),
        ),
        " ".join(str(code) for code in range(30100, 30134)): (
            tr("Trouble with a shortened link"),
            tr("The service could not shorten or count a link. The delivery of texts is not touched."),
        ),
    }
