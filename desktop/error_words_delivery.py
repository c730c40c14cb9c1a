"""Words for Twilio's reports of delivery (30xxx): what each is called, and what it says happened.

What to do comes from the entry's step, unless a third sentence stands here. The facts are in
``sms.error_table_twilio``.
"""

from desktop.error_words_requests import Said
from desktop.wording import tr


def words() -> Said:
    """All of them, in the person's language."""
    return {**_undelivered(), **_limits(), **_unregistered(), **_parameters(), **_verification()}


def _undelivered() -> Said:
    return {
        "30002": (
            tr("Account suspended"),
            tr("The account was suspended before the text left: no credit, or a rule of the service."),
            tr("Look at the account's balance at the service, and ask its support."),
        ),
        "30003": (
            tr("Phone off or out of service"),
            tr("The phone is off, out of reach, or cannot get texts now."),
            tr("Send it again later by hand, or try another number of theirs."),
        ),
        "30004": (
            tr("Blocked by the recipient or carrier"),
            tr("They, their carrier or a do-not-disturb list block texts of this line."),
            tr("Call instead. They can lift the block themselves, or answer START."),
        ),
        "30005": (
            tr("Unknown or inactive number"),
            tr("The number does not exist, or is no longer in use."),
        ),
        "30006": (
            tr("Landline or unreachable carrier"),
            tr("The number cannot get texts, or its carrier cannot be reached from this line."),
        ),
        "30007": (
            tr("Filtered as spam"),
            tr("The service or the carrier took the text for spam."),
            tr("Look at wording, links and consent. Change the text before it goes out again."),
        ),
        "30008": (
            tr("No reason given"),
            tr("The carrier did not deliver it and gave no reason."),
        ),
        "30009": (
            tr("Part of an incoming text is missing"),
            tr("A long text to you did not arrive whole."),
        ),
        "30011": (
            tr("Picture messages not supported there"),
            tr("The phone, its carrier or its country cannot get pictures."),
        ),
        "30017": (
            tr("Carrier is overloaded"),
            tr("The carrier was tried several times and did not take it."),
        ),
        "30019": (tr("Picture too large"), tr("The carrier does not take files of this size.")),
        "30020 30021": (
            tr("Fault at the service"),
            tr("Something went wrong inside the service."),
        ),
        "30038": (
            tr("One-time code withheld"),
            tr("A text to you held a login code, and the service does not pass those on."),
            tr("Use another number or way for login codes."),
        ),
        "30039": (
            tr("Stopped as a loop"),
            tr("Texts went to and fro between two numbers by themselves, so the service stopped it."),
            tr("Switch off the automatic reply, then send it by hand."),
        ),
        "30410": (
            tr("Carrier did not answer"),
            tr("The carrier did not answer the service in time. The text may have gone out all the same."),
            tr("Wait, then ask whether it came. Send it again later by hand; they may get it twice."),
        ),
        "30450": (
            tr("Blocked for a short time"),
            tr("The service suspects fraud with this destination and blocks it for 15 to 30 minutes."),
        ),
    }


def _limits() -> Said:
    return {
        "30001": (
            tr("Waited too long"),
            tr("Too many texts were waiting for this line, and its time was over."),
            tr("Send it again later by hand, and more slowly."),
        ),
        "30010": (
            tr("Above the price limit"),
            tr("The text costs more than the limit that is set. Special characters make more parts."),
            tr("Shorten the text, or have the limit raised at the service."),
        ),
        "30022": (
            tr("Too fast for the US campaign"),
            tr("The registered campaign may not send so many texts at once."),
        ),
        "30023": (
            tr("Daily limit of the brand reached"),
            tr("The brand may send no more US texts today. The day begins anew at midnight Pacific time."),
            tr("Send it tomorrow by hand, or have the brand vetted for a higher limit."),
        ),
        "30025": (
            tr("Half of the daily quota used"),
            tr("T-Mobile's daily quota of the brand is half used."),
        ),
        "30026": (
            tr("70 % of the daily quota used"),
            tr("T-Mobile's daily quota of the brand is used to 70 %."),
        ),
        "30027": (
            tr("Daily quota used up"),
            tr("T-Mobile takes no more texts of the brand today."),
            tr("Send it tomorrow by hand."),
        ),
        "30036": (tr("Expired"), tr("The text could not be delivered within its lifetime.")),
        "30044": (
            tr("Too long for a trial account"),
            tr("A trial account can send short texts only."),
            tr("Shorten the text, or upgrade the account."),
        ),
        "30047": (
            tr("Outside permitted hours"),
            tr("The text would have come at an hour that is not allowed, and could not be moved."),
            tr("Send it in permitted hours by hand."),
        ),
    }


def _unregistered() -> Said:
    return {
        "30018": (
            tr("Sender name must be registered"),
            tr("That country takes texts only from registered senders."),
            tr("Have the sender registered, or use a line with a number."),
        ),
        "30024": (
            tr("Line not active at the carrier yet"),
            tr("The carrier has not switched this line on yet."),
            tr("Wait after the registration, then send it by hand. If it lasts, ask the service."),
        ),
        "30032": (
            tr("Toll-free line not verified"),
            tr("Toll-free lines may text the US and Canada only after they were verified."),
        ),
        "30033": (tr("US campaign suspended"), tr("The registered campaign of this line is on hold.")),
        "30034": (
            tr("Line not registered for the US"),
            tr("The line is in no approved US campaign (10DLC)."),
            tr("Have the line registered, or choose another line."),
        ),
        "30035": (
            tr("Line is still being set up"),
            tr("The line's US registration is not finished."),
            tr("Wait until it is finished, then send it by hand."),
        ),
        "30042": (
            tr("Sender name not allowed"),
            tr("The sender's name is too general, or has signs that are not allowed."),
        ),
    }


def _parameters() -> Said:
    return {
        "30012": (tr("Lifetime too short"), tr("The text's lifetime is shorter than the service allows.")),
        "30013": (tr("Lifetime too long"), tr("The text's lifetime is longer than the service allows.")),
        "30014": (tr("Recipient not valid"), tr("The recipient's details cannot be used on this channel.")),
        "30015": (tr("Channel not supported"), tr("The service does not have this channel.")),
        "30016": (
            tr("Two different channels"),
            tr("Sender and recipient are on different channels."),
        ),
        "30028": (tr("Version not valid"), tr("The service does not know the version it was asked in.")),
        "30029": (tr("Setting for kept texts not valid"), tr("How texts are kept was set to a wrong value.")),
        "30030": (
            tr("Setting for kept numbers not valid"),
            tr("How numbers are kept was set to a wrong value."),
        ),
        "30031": (tr("Rate setting not valid"), tr("The highest rate was set to a wrong value.")),
        "30045": (tr("Lifetime out of range"), tr("The text's lifetime is not one that the service allows.")),
        "30400": (
            tr("Change not valid"),
            tr("Two changes of a text were asked for at once, or a wrong one."),
        ),
        "30404": (tr("Text not found"), tr("The service has no such text.")),
        "30409": (tr("Too late to cancel"), tr("The text has reached its end and cannot be cancelled.")),
    }


def _verification() -> Said:
    name = tr("Toll-free verification refused")
    mend = tr("Correct the application at the service and hand it in again.")
    return {
        "30440": (name, tr("The application was refused without a reason."), mend),
        "30441": (name, tr("The application was refused because of its content."), mend),
        "30442": (name, tr("The application was refused because of its campaign."), mend),
        "30443": (name, tr("The application was refused: this content is not allowed."), mend),
        "30444": (name, tr("The application was refused: the content is of high risk."), mend),
        "30445": (name, tr("The application was refused: details of the business do not fit."), mend),
        "30446": (name, tr("The application was refused: how people agree to texts is not clear."), mend),
        "30447": (name, tr("The application was refused because of the number."), mend),
        "30448": (name, tr("The application was refused: an age check is missing."), mend),
        "30449": (name, tr("The application was refused: the sample's address cannot be opened."), mend),
        " ".join(str(code) for code in range(30880, 30899)): (
            tr("US campaign refused"),
            tr(
                "The registry refused the campaign. The service's page tells which of these it was: contact "
                "address, content, description, opt-in, opt-out or HELP, age check, website, links, samples."
            ),
            mend,
        ),
    }
