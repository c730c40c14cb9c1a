"""What VoIP.ms says: beside its statuses, and to a form that it does not read."""

MESSAGES = {
    "ip_not_enabled": "This IP is not enabled for API use",
    "api_not_enabled": "API has not been enabled or has been disabled",
    "invalid_credentials": "Username or Password is incorrect",
    "missing_credentials": "Username or Password was not provided",
    "missing_method": "Method must be provided",
    "invalid_method": "This is not a valid Method",
    "no_sms": "There are no SMS messages",
    "no_did": "There are no DIDs",
    "no_cdr": "There are no CDR entries for the filter",
    "no_phonebook": "There are no Phonebook entries",
    "sms_toolong": "The SMS message exceeds 160 characters",
    "invalid_dst": "This is not a valid Destination Number",
    "invalid_did": "This is not a valid DID",
    "limit_reached": "You have reached the maximum number of messages allowed per day",
    "api_limit_exceeded": "API requests limit per minute has been reached",
    "non_sufficient_funds": "Your account does not have sufficient funds to proceed",
    "invalid_daterange": "Date Range should be 92 days or less",
}
"""What it says beside a status; of others it says nothing, as it does at times."""
SOAP_FAULT = "<SOAP-ENV:Envelope><SOAP-ENV:Body><SOAP-ENV:Fault>Bad Request</SOAP-ENV:Fault></SOAP-ENV:Body>"
