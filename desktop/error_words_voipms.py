"""Words for the statuses of VoIP.ms: what each is called, and what it says happened.

What to do comes from the entry's step, unless a third sentence stands here. The facts are in
``sms.error_table_voipms``.
"""

from desktop.error_words_requests import Said
from desktop.wording import tr


def words() -> Said:
    """All of them, in the person's language."""
    return {**_sending(), **_access(), **_lists(), **_settings(), **_phonebook()}


def _sending() -> Said:
    asked_wrong = tr("Attachment not accepted")
    return {
        "non_sufficient_funds": (tr("Not enough credit"), tr("The account's balance is too low to send it.")),
        "limit_reached": (
            tr("Daily limit reached"),
            tr("The account may send no more texts by programs today."),
            tr("Send it tomorrow by hand, or ask the service for a higher limit."),
        ),
        "missing_did": (tr("No line given"), tr("It was not said which line sends it.")),
        "invalid_did": (
            tr("This line cannot text"),
            tr("The line is not in the account, or SMS is switched off for it."),
            tr("Choose another line, or have SMS switched on in the number's settings."),
        ),
        "invalid_from_number": (tr("Sender is not valid"), tr("The sending number is not valid.")),
        "invalid_dst invalid_contact invalid_to_number": (
            tr("Not a valid phone number"),
            tr("The number is not valid there: it takes 10-digit numbers of the US and Canada."),
        ),
        "message_empty": (
            tr("Empty message"),
            tr("There was no text in it."),
            tr("Write something, then send it."),
        ),
        "missing_sms": (tr("No text given"), tr("It was not said which text is meant.")),
        "sms_toolong": (
            tr("Text too long"),
            tr("One text has 160 bytes there: accents count two, most emoji four."),
        ),
        "sms_failed": (
            tr("Carrier did not send it"),
            tr("The carrier did not take the text, and gave no reason."),
            tr("Send it again later by hand, short and plain."),
        ),
        "provider_outofservice": (
            tr("Carrier out of service"),
            tr("The carrier behind the service is down. Whether the text went out is not known."),
        ),
        "unavailable_info": (
            tr("Service not available"),
            tr("The service could not answer. Whether the text went out is not known."),
        ),
        "tls_error": (
            tr("Secure connection failed"),
            tr("The service had trouble with its own secure connection. Whether it went out is not known."),
        ),
        "exceeds_file_size": (tr("Picture too large"), tr("The file is larger than the service takes.")),
        "invalid_file": (asked_wrong, tr("The service does not take files of this kind.")),
        "no_base64file": (asked_wrong, tr("The service could not read the file.")),
    }


def _access() -> Said:
    wrong = tr("Request not understood")
    return {
        "missing_credentials": (tr("Name or password missing"), tr("The account's sign-in is not complete.")),
        "invalid_credentials": (
            tr("Name or password not accepted"),
            tr("The service does not accept the name or the API password."),
        ),
        "api_not_enabled": (
            tr("Access for programs is off"),
            tr("The account is not open for programs."),
            tr("Switch the API on in the service's portal, under SOAP and REST/JSON API."),
        ),
        "ip_not_enabled": (
            tr("This computer's address is not allowed"),
            tr("The account answers only addresses on its list."),
            tr("Add this network's address to the list in the service's portal."),
        ),
        "api_limit_exceeded": (
            tr("Too fast"),
            tr("Too many requests came within a minute; this one was not acted upon."),
        ),
        "method_maintenance": (
            tr("Service under maintenance"),
            tr("The service does not take texts for the moment; nothing was sent."),
        ),
        "missing_method": (wrong, tr("It was not said what the service should do.")),
        "invalid_method": (wrong, tr("The service cannot do what it was asked.")),
        "missing_params": (wrong, tr("Something that the service needs was missing.")),
    }


def _lists() -> Said:
    empty, dates = tr("Nothing there"), tr("Filter not understood")
    gone = tr("Text not found")
    return {
        "no_sms no_mms no_messages": (empty, tr("There are no texts in this time.")),
        "no_cdr": (empty, tr("There are no calls in this time.")),
        "no_did": (empty, tr("The account has no number.")),
        "no_phonebook no_phonebook_group": (empty, tr("The phone book is empty.")),
        "no_transactions": (empty, tr("There are no bookings in this time.")),
        "no_account": (empty, tr("There is no sub-account.")),
        "invalid_sms invalid_id missing_id": (gone, tr("The service has no such text, or no longer has it.")),
        "invalid_type no_callstatus": (dates, tr("The service does not know this kind of list.")),
        "invalid_date invalid_datetime invalid_date_from missing_from_date missing_to_date": (
            dates,
            tr("A date was missing or not valid."),
        ),
        "invalid_daterange": (dates, tr("The service lists 92 days at most.")),
        "invalid_timezone missing_timezone": (dates, tr("The time zone was missing or not valid.")),
    }


def _settings() -> Said:
    name = tr("Setting not accepted")
    said = tr("The service did not take a setting of the number.")
    return {
        "sms_wait_message": (
            tr("Changed a moment ago"),
            tr("SMS of this number was switched a moment ago."),
            tr("Wait a minute, then try again."),
        ),
        "sms_apply_regulations": (
            tr("Blocked by regulations"),
            tr("A regulation keeps this number from texting."),
        ),
        "no_provision no_provision_update no_change_billingtype": (
            tr("Number could not be changed"),
            tr("The service could not set the number up."),
        ),
        "missing_enable invalid_email_enable invalid_forward_enable invalid_callback_enable": (name, said),
        "invalid_callback invalid_callback_retry missing_uri": (
            name,
            tr("The address that incoming texts are passed to is not valid."),
        ),
        "invalid_email missing_email": (name, tr("The e-mail address is missing or not valid.")),
        "invalid_sms_forward": (name, tr("The number that texts are passed to is not valid.")),
    }


def _phonebook() -> Said:
    name, change = tr("Contact not accepted"), tr("Change the contact, then save it again.")
    return {
        "invalid_phonebook": (name, tr("The service has no such contact."), change),
        "missing_name invalid_name": (
            name,
            tr("The name is missing, or has other signs than letters."),
            change,
        ),
        "name_toolong": (name, tr("The name is too long."), change),
        "missing_number invalid_number": (name, tr("The number is missing or not valid."), change),
        "used_name": (name, tr("Another contact has this name."), change),
        "used_number": (name, tr("Another contact has this number."), change),
        "used_speed_dial invalid_speed_dial": (name, tr("The short dial is taken or not valid."), change),
        "members_exceeded": (tr("Phone book is full"), tr("No more contacts fit into it.")),
        "note_toolong": (name, tr("The note is too long."), change),
    }
