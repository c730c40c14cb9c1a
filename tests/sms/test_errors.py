"""The error catalogue as data: every code that a service documents is there, and none may be sent twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms import errors
from desktop.sms.errors import ErrorClass, Retry, Step

N, K, G, C = ErrorClass.NUMBER, ErrorClass.CONSENT, ErrorClass.GATE, ErrorClass.CONTENT
M, T, U, X = ErrorClass.MONEY, ErrorClass.TRANSIENT, ErrorClass.USER, ErrorClass.UNKNOWN

CATALOGUE = [
    ("salesmsg", "21266", "", N, Retry.NO, Step.CHANGE_RECIPIENT, "B11"),
    ("salesmsg", "21211", "", N, Retry.NO, Step.FIX_NUMBER, "B12"),
    ("salesmsg", None, "Unknown_bad_number", N, Retry.NO, Step.FIX_NUMBER, "B12"),
    ("cliqtel", None, "Failed to send SMS", N, Retry.NO, Step.CHECK_NUMBER, "B12"),
    ("salesmsg", "21614", "", N, Retry.NO, Step.CALL, "B13"),
    ("salesmsg", "30006", "", N, Retry.NO, Step.CALL, "B13"),
    ("salesmsg", None, "landline", N, Retry.NO, Step.CALL, "B13"),
    ("close", None, "The recipient is a landline.", N, Retry.NO, Step.CALL, "B13"),
    ("cliqtel", "landline", "", N, Retry.NO, Step.CALL, "B13"),
    ("salesmsg", "30005", "", N, Retry.NO, Step.OTHER_NUMBER, "B12"),
    ("salesmsg", "30003", "", T, Retry.LATER, Step.SEND_LATER, "C12"),
    ("cliqtel", "unreachable", "", T, Retry.LATER, Step.SEND_LATER, "C12"),
    ("salesmsg", "21408", "", G, Retry.NO, Step.OPEN_SETTING, "B14"),
    ("salesmsg", None, "International off", G, Retry.NO, Step.OPEN_SETTING, "B14"),
    ("salesmsg", None, "Unable to send message to this region", G, Retry.NO, Step.OTHER_LINE, "B15"),
    ("salesmsg", "21606", "", G, Retry.NO, Step.OTHER_LINE, "B17"),
    ("salesmsg", None, "US-based short code restriction", G, Retry.NO, Step.OTHER_LINE, "B18"),
    ("salesmsg", "21612", "", G, Retry.NO, Step.OTHER_LINE, "B19"),
    ("salesmsg", "Provider_error", "[HTTP 400] Unable to create record", G, Retry.NO, Step.CHECK_LINE, "C10"),
    ("salesmsg", None, "[HTTP 400] Unable to create record", G, Retry.NO, Step.CHECK_LINE, "C10"),
    ("salesmsg", "30032", "", G, Retry.NO, Step.VERIFY_LINE, "B29"),
    ("cliqtel", None, "SMS not available for this number type", G, Retry.NO, Step.REPLACE_NUMBER, "A11"),
    ("cliqtel", None, "Number must be active to enable SMS", G, Retry.NO, Step.WAIT, "A10"),
    ("salesmsg", "21610", "", K, Retry.NEVER, Step.SHOW_STOP, "B20"),
    ("cliqtel", "opted_out", "", K, Retry.NEVER, Step.SHOW_STOP, "B20"),
    ("salesmsg", "30007", "", C, Retry.NEVER_UNCHANGED, Step.REWORD, "B21"),
    ("cliqtel", "filtered", "", C, Retry.NEVER_UNCHANGED, Step.REWORD, "B21"),
    ("salesmsg", None, "Blacklisted words", C, Retry.NEVER_UNCHANGED, Step.REWORD, "B22"),
    ("close", None, "Flagged as spam", C, Retry.NEVER_UNCHANGED, Step.APPEAL, "H6"),
    ("salesmsg", "Duplicate_message", "", U, Retry.NEVER, Step.SHOW_EARLIER, "B23"),
    ("salesmsg", None, "Stopped by user", U, Retry.NO, Step.SEND_REST, "C9"),
    ("salesmsg", None, "Insufficient_funds", M, Retry.HOLD, Step.TOP_UP, "B24"),
    ("cliqtel", "http_402", "Insufficient wallet balance", M, Retry.HOLD, Step.TOP_UP, "B24"),
    ("salesmsg", "30011", "", G, Retry.NO, Step.SEND_AS_TEXT, "B26"),
    ("salesmsg", "30008", "", X, Retry.NO, Step.TRY_SHORT, "C16"),
    ("salesmsg", "30410", "", T, Retry.LATER, Step.SEND_LATER, "C11"),
    ("cliqtel", "429", "", T, Retry.BACKOFF, Step.WAIT, "B28"),
    ("cliqtel", "queued_60", "", T, Retry.NO, Step.CHECK_PROFILE, "C4"),
    ("cliqtel", "timed_out", "", ErrorClass.AMBIGUOUS, Retry.RECONCILE, Step.LOOK, "C1"),
]
"""Requirements §1.2, row by row: service, code, its words, class, retry, next step, requirement."""

TWILIO = """
21203 21210 21211 21212 21214 21217 21219 21266 21401 21407 21408 21421 21481 21601 21602 21603 21604
21605 21606 21607 21608 21609 21610 21611 21612 21613 21614 21616 21617 21618 21619 21620 21621 21622
21623 21624 90007 21626 21627 21635 21652 21653 21654 21655 21656 21657 21658 21659 21660 21669 21701
21702 21703 21704 21705 21708 21709 21710 21711 21712 21714 21715 21730 30001 30002 30003 30004 30005
30006 30007 30008 30009 30010 30011 30012 30013 30014 30015 30016 30017 30018 30019 30020 30021 30022
30023 30024 30025 30026 30027 30028 30029 30030 30031 30032 30033 30034 30035 30036 30038 30039 30042
30044 30045 30047 30400 30404 30409 30410 30440 30441 30442 30443 30444 30445 30446 30447 30448 30449
30450 30880 30881 30882 30883 30884 30885 30886 30887 30888 30889 30890 30891 30892 30893 30894 30895
30896 30897 30898 10001 20005 10002 11200 11751 14107 20001 20003 20004 20006 20008 20009 20404 20409
20422 20423 20429 20500 20503 60600 60601 63038
"""
"""Every number of the reference, the ranges written out."""

NAMED = {
    "salesmsg": """
        insufficient_funds stopped_by_user duplicate_message unknown_bad_number provider_error landline
        us_short_code blacklisted_words region international_off
    """,
    "cloudtalk": """
        sms_send_failed not_allowed_country unknown_number limit_exceeded bad_number_configuration
        insufficient_funds bad_request unauthorized_action something_went_wrong
    """,
    "cliqtel": """
        landline opted_out filtered unreachable
    """,
    "linedesk": """
        line_gone forbidden http_429 timed_out cut server_error unreadable ended
    """,
    "voipms": """
        invalid_credentials missing_credentials api_not_enabled ip_not_enabled api_limit_exceeded
        limit_reached non_sufficient_funds invalid_dst invalid_contact invalid_to_number invalid_did
        missing_did invalid_from_number sms_toolong message_empty exceeds_file_size invalid_file
        no_base64file sms_apply_regulations sms_failed provider_outofservice method_maintenance tls_error
        unavailable_info sms_wait_message missing_method invalid_method missing_params missing_sms
        invalid_sms invalid_id missing_id no_sms no_cdr no_did no_phonebook no_phonebook_group
        no_transactions no_account no_callstatus no_provision no_provision_update no_change_billingtype
        invalid_type invalid_date invalid_datetime invalid_date_from invalid_daterange missing_from_date
        missing_to_date invalid_timezone missing_timezone invalid_email_enable invalid_email
        invalid_forward_enable invalid_sms_forward invalid_callback_enable invalid_callback
        invalid_callback_retry missing_enable missing_email missing_uri invalid_phonebook missing_name
        invalid_name missing_number invalid_number used_name used_number used_speed_dial
        invalid_speed_dial members_exceeded name_toolong note_toolong
    """,
}

ENTRIES = errors.entries()


@pytest.mark.parametrize(
    ("provider", "code", "text", "group", "retry", "step", "row"),
    CATALOGUE,
    ids=[f"{one[0]} {one[1] or one[2]}" for one in CATALOGUE],
)
def test_every_row_of_the_requirements_is_in_the_catalogue(
    provider: str, code: str | None, text: str, group: ErrorClass, retry: Retry, step: Step, row: str
) -> None:
    """§1.2."""
    found = errors.find(provider, code, text)
    assert found is not None
    assert (found.group, found.retry, found.step) == (group, retry, step)
    assert row in found.rows


@pytest.mark.parametrize("provider", ["twilio", "salesmsg", "close"])
def test_every_number_of_the_reference_is_found_for_the_services_that_pass_it_on(provider: str) -> None:
    missing = [code for code in TWILIO.split() if errors.find(provider, code) is None]
    assert missing == []
    assert {found.code for code in TWILIO.split() if (found := errors.find(provider, code))} == set(
        TWILIO.split()
    )


def test_every_named_error_of_the_services_is_there() -> None:
    for provider, codes in NAMED.items():
        for code in codes.split():
            found = errors.find(provider, code)
            assert found is not None and (found.provider, found.code) == (provider, code)


def test_no_two_entries_of_a_service_have_one_code() -> None:
    owners: dict[tuple[str, str], str] = {}
    for entry in ENTRIES:
        for name in (entry.code, *entry.texts):
            assert owners.setdefault((entry.provider, errors.normal(name)), entry.code) == entry.code
    assert len({(entry.provider, entry.code) for entry in ENTRIES}) == len(ENTRIES)


def test_only_what_was_certainly_not_taken_is_ever_repeated_by_the_program() -> None:
    """C11: passing troubles that are told at once. Nothing else, and nothing that may be out."""
    repeated = {(entry.provider, entry.code) for entry in ENTRIES if entry.repeats}
    assert repeated == {
        ("twilio", "21481"),
        ("twilio", "21611"),
        ("twilio", "21730"),
        ("twilio", "20009"),
        ("twilio", "20429"),
        ("linedesk", "http_429"),
        ("voipms", "api_limit_exceeded"),
        ("voipms", "method_maintenance"),
    }


@given(st.text(max_size=40), st.text(max_size=60))
def test_what_nobody_knows_is_never_repeated(code: str, text: str) -> None:
    """C16: and an odd code does no harm."""
    for provider in ("", "cliqtel", "salesmsg", "a service of tomorrow"):
        found = errors.find(provider, code, text)
        assert found is None or found in ENTRIES


@pytest.mark.parametrize(
    ("provider", "code", "text", "found"),
    [
        ("cliqtel", "30007", "", None),
        ("a service of tomorrow", "30007", "", None),
        ("", "30007", "", "30007"),
        ("", "http_402", "Insufficient wallet balance", "insufficient_wallet_balance"),
        ("", "http_402", "No", "http_402"),
        ("cliqtel", "Insufficient_funds", "", "insufficient_wallet_balance"),
        ("salesmsg", None, "Insufficient wallet balance", "insufficient_funds"),
        ("cliqtel", None, "Insufficient funds for this message", "insufficient_wallet_balance"),
        ("close", "time-out", "", "timed_out"),
        ("cliqtel", "http_418", "I am a teapot", None),
        ("cliqtel", "http_400", "  failed to send sms. ", "failed_to_send_sms"),
        ("salesmsg", None, "Message failed (30007): filtered", "30007"),
        ("salesmsg", None, "call 5551234567", None),
        ("salesmsg", "1", "30005", "30005"),
        ("salesmsg", None, "Our short code restriction", "us_short_code"),
        ("twilio", " Error 21610 ", "", "21610"),
        ("cliqtel", None, "", None),
    ],
)
def test_a_meaning_is_found_by_code_then_by_words_and_never_taken_from_another_service(
    provider: str, code: str | None, text: str, found: str | None
) -> None:
    """C16."""
    entry = errors.find(provider, code, text)
    assert (entry and entry.code) == found


def test_a_name_that_several_services_use_is_found_for_all() -> None:
    assert [entry.provider for entry in errors.everywhere("landline")] == ["salesmsg", "close", "cliqtel"]
    assert [entry.provider for entry in errors.everywhere("Error 30007")] == ["twilio"]
    assert errors.everywhere("99999") == []
