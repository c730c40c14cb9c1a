"""What a contact says of itself."""

from desktop.store.contact_records import Contact, Number


def test_a_number_that_was_kept_as_typed_is_told_from_one_that_can_be_texted() -> None:
    assert Number("+447700900123").understood
    assert Number("60777").understood
    assert not Number("07700 900123").understood
    assert not Number("ring the bell").understood
    assert not Number("+44").understood


def test_the_preferred_number_is_the_marked_one_else_the_first_that_can_be_texted() -> None:
    typed, desk, mobile = Number("the shop"), Number("+442079460958"), Number("+447700900123")
    marked = Number("+447700900211", preferred=True)
    assert Contact("", "1", "Zoë", "", (typed, desk, marked)).preferred == marked
    assert Contact("", "1", "Zoë", "", (typed, desk, mobile)).preferred == desk
    assert Contact("", "1", "Zoë", "", (Number("the shop", preferred=True),)).preferred is None


def test_only_contacts_of_no_account_are_our_own() -> None:
    assert Contact("", "1", "Zoë").own
    assert not Contact("a", "1", "Zoë").own
