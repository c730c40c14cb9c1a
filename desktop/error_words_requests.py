"""Words for Twilio's refusals of a request (21xxx): what each is called, and what it says happened.

What to do comes from the entry's step, unless a third sentence stands here. The facts are in
``sms.error_table_twilio``.
"""

from desktop.wording import tr

Said = dict[str, tuple[str, ...]]
"""By code, or by several codes with a space between: name, what happens, and perhaps what to do."""


def words() -> Said:
    """All of them, in the person's language."""
    return {**_numbers(), **_lines(), **_texts(), **_pools()}


def _numbers() -> Said:
    return {
        "21203": (tr("Country not enabled for calls"), tr("The account may not call this country.")),
        "21408": (
            tr("Texting to this country is off"),
            tr("The account is not set to text numbers of this country."),
        ),
        "21211": (
            tr("Not a valid phone number"),
            tr("The number has a wrong form, or no such number can exist."),
        ),
        "21214": (tr("Number cannot be reached"), tr("There is no way to this number.")),
        "21217": (tr("Not a phone number"), tr("What was given does not look like a phone number.")),
        "21219": (
            tr("Number not verified"),
            tr("A trial account reaches only numbers that were verified before."),
            tr("Have the number verified at the service, or upgrade the account."),
        ),
        "21266": (tr("From and To are the same number"), tr("A line cannot text itself.")),
        "21401": (tr("Phone number cannot be read"), tr("What was given cannot be read as a number.")),
        "21421": (tr("Number is not valid"), tr("The number, or its id at the service, is not valid.")),
        "21604": (tr("No recipient"), tr("There was no number to send it to.")),
        "21608": (
            tr("Number not verified"),
            tr("A trial account, or one that is not approved yet, reaches verified numbers only."),
            tr("Have the number verified, complete the business details, or upgrade the account."),
        ),
        "21614": (
            tr("Not a mobile number"),
            tr("The number is a landline, or one that cannot get texts."),
        ),
        "21635": (
            tr("Number is a landline"),
            tr("Landlines of that country cannot get texts."),
        ),
        "21612": (
            tr("This line cannot reach that number"),
            tr("There is no way from a line of this kind to that number or its carrier."),
        ),
        "21653": (
            tr("Too many recipients"),
            tr("One text goes to one number."),
            tr("Text one person at a time."),
        ),
        "21610": (
            tr("They opted out (STOP)"),
            tr("They replied STOP to this line, so nothing may be sent to them."),
        ),
    }


def _lines() -> Said:
    return {
        "21210": (
            tr("Caller number not verified"),
            tr("The number that calls is neither bought nor verified."),
        ),
        "21212": (
            tr("Sender is not valid"),
            tr("The sending number has a wrong form, is blocked, or the sender's name is too general."),
        ),
        "21407": (tr("Number type has no SMS"), tr("A number of this kind can never text.")),
        "21601": (tr("Line cannot text"), tr("This number cannot be used for SMS.")),
        "21603": (tr("No sender"), tr("It was not said which line sends it.")),
        "21606": (
            tr("This line cannot text there"),
            tr("The line is no SMS number of the account, or a short code of another country."),
        ),
        "21607": (
            tr("Trial sender needed"),
            tr("A trial account has to send from the number that it was given for that."),
            tr("Send from that number, or upgrade the account."),
        ),
        "21613": (
            tr("Number needs an approval"),
            tr("The authorities have to approve this number before it can text."),
        ),
        "21616": (tr("Sender is ambiguous"), tr("Several numbers of the account fit the sender.")),
        "21657": (
            tr("Sender name not allowed there"),
            tr("That country does not take this kind of sender."),
        ),
        "21659": (
            tr("Line is not a number of the account"),
            tr("The sender is no number of this service, or a short code of another country."),
        ),
        "21660": (
            tr("Line belongs to another account"),
            tr("The number is in another account or sub-account."),
            tr("Sign in to the account that has the line, or choose another line."),
        ),
        "21669": (
            tr("Wrong region of the service"),
            tr("The line and the account's address are in different regions of the service."),
        ),
        "21709": (
            tr("Sender name not allowed"),
            tr("The account may not send with a name instead of a number."),
        ),
        "21708": (tr("Sender name missing"), tr("A sender's name was asked for, and none is set.")),
        "21715": (tr("Number lacks SMS"), tr("The number cannot text, or cannot send pictures.")),
    }


def _texts() -> Said:
    return {
        "21481": (
            tr("Page of a list is gone"),
            tr("A list was asked for a page that is no longer there. Texts are not touched by it."),
        ),
        "21602": (tr("Empty message"), tr("There was no text in it."), tr("Write something, then send it.")),
        "21605": (tr("Too long for this way"), tr("Only 160 characters can be sent in this way.")),
        "21617": (tr("Longer than 1,600 characters"), tr("The text is too long for the service.")),
        "21618": (
            tr("Text not accepted"),
            tr("The service does not take these words or characters."),
            tr("Change the wording, leave out unusual characters, then send it again."),
        ),
        "21611": (
            tr("Too many texts are waiting"),
            tr("More texts wait for this line than it can send in time."),
        ),
        "21619": (
            tr("Message could not be created"),
            tr("The service refused without saying more. Often the line is not set up for texts."),
        ),
        "21620": (tr("Picture's address not valid"), tr("The picture cannot be fetched from its address.")),
        "21621": (tr("Line cannot send pictures"), tr("This line has no MMS.")),
        "21622": (tr("Account cannot send pictures"), tr("MMS is not switched on for the account.")),
        "21623": (tr("Too many pictures"), tr("A message can have 10 files.")),
        "21609": (
            tr("Address for reports not valid"),
            tr("The address that the account reports to is not valid."),
        ),
        "21624 90007": (
            tr("Lifetime out of range"),
            tr("The time after which the text expires is not one that the service allows."),
        ),
        "21626": (tr("Report setting not valid"), tr("A setting of the account's reports is not valid.")),
        "21627": (tr("Price limit not valid"), tr("The limit of the price is not a positive number.")),
        "21652": (tr("Subject too long"), tr("A subject can have 40 characters.")),
        "21654": (tr("Template missing"), tr("There are values for a template, but no template.")),
        "21655": (tr("Template not found"), tr("The service does not know this template.")),
        "21656": (tr("Template values not valid"), tr("The template's values cannot be read.")),
        "21658": (
            tr("A field is too long"),
            tr("Something in the message is longer than the service allows."),
        ),
        "21730": (tr("Service under maintenance"), tr("A part of the service is paused; nothing was sent.")),
    }


def _pools() -> Said:
    return {
        "21701": (tr("Messaging service not found"), tr("The messaging service does not exist there.")),
        "21702": (
            tr("Messaging service cannot send"),
            tr("The messaging service is not in a state to send."),
        ),
        "21703": (
            tr("No fitting sender"),
            tr("None of the messaging service's lines fits this number's country or kind."),
        ),
        "21704": (tr("Messaging service is empty"), tr("The messaging service has no line to send from.")),
        "21705": (tr("Messaging service's id not valid"), tr("This is no id of a messaging service.")),
        "21710": (tr("Line is already there"), tr("The line is in the messaging service already.")),
        "21711": (
            tr("Line is not in this service"),
            tr("The line does not belong to this messaging service."),
        ),
        "21712": (
            tr("Line is in another service"),
            tr("The line belongs to another messaging service."),
        ),
        "21714": (tr("Messaging service is full"), tr("No more lines fit into the messaging service.")),
    }
