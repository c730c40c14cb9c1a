import pytest

from desktop.sms import errors
from desktop.sms.remedy import NEVER_UNCHANGED, Act, Kind, may_go_again, may_have_arrived, remedy_of

CATALOGUE = {
    ("twilio", "21266"): Kind.NUMBER,
    ("twilio", "21211"): Kind.DEAD,
    ("salesmsg", "unknown_bad_number"): Kind.DEAD,
    ("cliqtel", "failed_to_send_sms"): Kind.NUMBER,
    ("twilio", "21614"): Kind.LANDLINE,
    ("twilio", "30006"): Kind.LANDLINE,
    ("salesmsg", "landline"): Kind.LANDLINE,
    ("close", "landline"): Kind.LANDLINE,
    ("twilio", "30005"): Kind.DEAD,
    ("twilio", "30003"): Kind.UNREACHABLE,
    ("twilio", "21408"): Kind.SETTING,
    ("salesmsg", "international_off"): Kind.SETTING,
    ("salesmsg", "region"): Kind.SETTING,
    ("twilio", "21606"): Kind.SETTING,
    ("salesmsg", "us_short_code"): Kind.SETTING,
    ("twilio", "21612"): Kind.SETTING,
    ("salesmsg", "provider_error"): Kind.SETTING,
    ("twilio", "30032"): Kind.SETTING,
    ("cliqtel", "sms_not_available_for_this_number_type"): Kind.SETTING,
    ("cliqtel", "number_must_be_active_to_enable_sms"): Kind.SETTING,
    ("twilio", "21610"): Kind.OPTED_OUT,
    ("twilio", "30007"): Kind.CONTENT,
    ("salesmsg", "blacklisted_words"): Kind.CONTENT,
    ("close", "spam"): Kind.CONTENT,
    ("salesmsg", "duplicate_message"): Kind.TWICE,
    ("salesmsg", "stopped_by_user"): Kind.STOPPED,
    ("salesmsg", "insufficient_funds"): Kind.CREDIT,
    ("cliqtel", "insufficient_wallet_balance"): Kind.CREDIT,
    ("twilio", "30011"): Kind.SETTING,
    ("twilio", "30008"): Kind.NO_REASON,
    ("twilio", "30410"): Kind.PERHAPS,
    ("linedesk", "http_429"): Kind.AGAIN,
    ("linedesk", "timed_out"): Kind.UNSURE,
}
"""Every row of the requirements' catalogue (1.2) that a failed text can have."""


@pytest.mark.parametrize(("named", "kind"), CATALOGUE.items())
def test_each_failure_of_the_catalogue_has_its_remedy(named: tuple[str, str], kind: Kind) -> None:
    entry = errors.find(*named)
    assert entry is not None
    assert remedy_of(entry).kind is kind


def test_every_entry_has_a_remedy_and_none_of_n_k_or_c_may_go_again_unchanged() -> None:
    for entry in errors.entries():
        remedy = remedy_of(entry)
        assert not (entry.group in NEVER_UNCHANGED and may_go_again(entry)), entry
        assert (remedy.act is Act.SEND_AGAIN) <= may_go_again(entry), entry


def test_texts_with_other_steps_are_another_group_where_the_step_makes_a_difference() -> None:
    off, line = errors.find("twilio", "21408"), errors.find("twilio", "21606")
    assert remedy_of(off) != remedy_of(line)
    assert remedy_of(errors.find("twilio", "21614")) == remedy_of(errors.find("close", "landline"))


def test_what_nobody_knows_is_never_sent_again_by_itself_nor_in_bulk() -> None:
    assert remedy_of(None).act is Act.SETTLE
    assert not may_go_again(None)


def test_a_carriers_fault_may_hide_a_text_that_arrived_and_a_phone_that_was_off_does_not() -> None:
    assert may_have_arrived(errors.find("twilio", "30410"))
    assert may_have_arrived(errors.find("twilio", "30008"))
    assert not may_have_arrived(errors.find("twilio", "30003"))
    assert not may_have_arrived(errors.find("twilio", "30001"))
    assert not may_have_arrived(errors.find("linedesk", "http_429"))
    assert not may_have_arrived(None)
