"""The statuses of VoIP.ms that a texting program meets: facts. Words are in ``error_words_voipms``.

The service answers HTTP 200 for success and failure alike; the status is its code.
"""

from collections.abc import Iterator

from desktop.sms.error_entry import Actor, Entry, ErrorClass, Reporter, Retry, Step

_N, _G, _M = ErrorClass.NUMBER, ErrorClass.GATE, ErrorClass.MONEY
_T, _U, _X = ErrorClass.TRANSIENT, ErrorClass.USER, ErrorClass.UNKNOWN
_AGENT, _ADMIN, _NOBODY = Actor.AGENT, Actor.ADMIN, Actor.NOBODY
_NO, _BACKOFF = Retry.NO, Retry.BACKOFF

_Row = tuple[str, ErrorClass, Actor, Step, Retry, str]
"""Statuses with the same facts, class, who acts, next step, retry, and the requirements."""

_ROWS: tuple[_Row, ...] = (
    (
        "no_sms no_mms no_cdr no_did no_phonebook no_phonebook_group no_transactions no_account no_messages",
        _U,
        _NOBODY,
        Step.NOTHING,
        _NO,
        "",
    ),
    ("missing_credentials invalid_credentials", _G, _ADMIN, Step.SIGN_IN, _NO, "I4"),
    ("api_not_enabled ip_not_enabled", _G, _ADMIN, Step.MEND_ACCOUNT, _NO, "I4"),
    ("api_limit_exceeded", _T, _NOBODY, Step.WAIT, _BACKOFF, "B28"),
    ("limit_reached", _T, _AGENT, Step.SEND_LATER, Retry.NEXT_DAY, "B27"),
    ("non_sufficient_funds", _M, _ADMIN, Step.TOP_UP, Retry.HOLD, "B24"),
    ("missing_method invalid_method missing_params", _G, _ADMIN, Step.REPORT, _NO, ""),
    ("method_maintenance", _T, _NOBODY, Step.WAIT, _BACKOFF, ""),
    ("missing_did invalid_did invalid_from_number", _G, _AGENT, Step.OTHER_LINE, _NO, "A12 B17"),
    ("invalid_dst invalid_contact invalid_to_number", _N, _AGENT, Step.FIX_NUMBER, _NO, "B12 B16"),
    ("message_empty missing_sms", _U, _AGENT, Step.REWORD, _NO, ""),
    ("sms_toolong", _U, _AGENT, Step.SHORTEN, _NO, "B7"),
    ("sms_failed", _X, _AGENT, Step.TRY_SHORT, Retry.LATER, "C16"),
    (
        "provider_outofservice unavailable_info tls_error",
        ErrorClass.AMBIGUOUS,
        _NOBODY,
        Step.LOOK,
        Retry.RECONCILE,
        "C1",
    ),
    ("invalid_sms invalid_id missing_id", _U, _NOBODY, Step.NOTHING, _NO, "E15"),
    (
        "invalid_type invalid_date invalid_datetime invalid_date_from invalid_daterange missing_from_date "
        "missing_to_date invalid_timezone missing_timezone no_callstatus",
        _G,
        _ADMIN,
        Step.REPORT,
        _NO,
        "",
    ),
    ("exceeds_file_size invalid_file no_base64file", _U, _AGENT, Step.SEND_AS_TEXT, _NO, "B26"),
    ("sms_wait_message", _G, _NOBODY, Step.WAIT, Retry.LATER, "A12"),
    ("sms_apply_regulations", _G, _ADMIN, Step.ASK_SERVICE, _NO, ""),
    ("no_provision no_provision_update no_change_billingtype", _G, _ADMIN, Step.ASK_SERVICE, _NO, ""),
    (
        "invalid_email_enable invalid_email invalid_forward_enable invalid_sms_forward "
        "invalid_callback_enable invalid_callback invalid_callback_retry missing_enable missing_email "
        "missing_uri",
        _G,
        _ADMIN,
        Step.MEND_ACCOUNT,
        _NO,
        "A12",
    ),
    (
        "invalid_phonebook missing_name invalid_name missing_number invalid_number used_name used_number "
        "used_speed_dial invalid_speed_dial members_exceeded name_toolong note_toolong",
        _U,
        _AGENT,
        Step.NOTHING,
        _NO,
        "I1",
    ),
)
_BEHIND_IT = frozenset(["sms_failed", "provider_outofservice"])
_UNVERIFIED = frozenset(
    ["no_mms", "sms_failed", "provider_outofservice", "invalid_sms", "invalid_id", "no_messages"]
)


def entries() -> Iterator[Entry]:
    """Every status, once."""
    for codes, group, actor, step, retry, asked in _ROWS:
        for code in codes.split():
            yield Entry(
                provider="voipms",
                code=code,
                group=group,
                actor=actor,
                step=step,
                retry=retry,
                reporter=Reporter.UPSTREAM if code in _BEHIND_IT else Reporter.SERVICE,
                rows=tuple(asked.split()),
                verified=code not in _UNVERIFIED,
            )
