"""What somebody changed in a form is changed, and nothing that was brought meanwhile."""

from dataclasses import replace

from desktop.store.contact_details import Details
from desktop.store.contact_differences import changed_since
from desktop.store.contact_records import Number

MOBILE, DESK, OTHER = Number("+447700900123", "mobile"), Number("+442079460958", "work"), Number("60777")
SEEN = Details("Zoë", "Quay", (MOBILE, DESK))


def test_each_part_is_taken_from_whoever_changed_it() -> None:
    now = replace(SEEN, company="Bicycles", email="zoe@example.com")
    wanted = replace(SEEN, name="Zoë Patel", notes="Tea")
    assert changed_since(SEEN, wanted, now) == Details(
        "Zoë Patel", "Bicycles", SEEN.numbers, "zoe@example.com", "Tea"
    )
    assert changed_since(SEEN, replace(SEEN, company=""), now).company == ""


def test_numbers_that_came_stay_and_those_that_were_taken_out_go() -> None:
    now = replace(SEEN, numbers=(MOBILE, DESK, OTHER))
    assert changed_since(SEEN, replace(SEEN, name="Z."), now).numbers == now.numbers
    assert changed_since(SEEN, replace(SEEN, numbers=(MOBILE,)), now).numbers == (MOBILE, OTHER)
    typed = Number("+12025550199")
    assert changed_since(SEEN, replace(SEEN, numbers=(MOBILE, typed)), now).numbers == (MOBILE, typed, OTHER)
    assert changed_since(SEEN, replace(SEEN, numbers=(MOBILE, DESK, OTHER)), now).numbers == now.numbers


def test_a_number_that_went_away_meanwhile_comes_back_only_where_it_was_changed() -> None:
    now = replace(SEEN, numbers=(MOBILE,))
    typed = Number("+12025550199")
    assert changed_since(SEEN, replace(SEEN, numbers=(MOBILE, DESK, typed)), now).numbers == (MOBILE, typed)
    labelled = replace(DESK, label="Shop")
    assert changed_since(SEEN, replace(SEEN, numbers=(MOBILE, labelled)), now).numbers == (MOBILE, labelled)


def test_labels_and_the_preferred_number_are_changes_of_their_own() -> None:
    now = replace(SEEN, numbers=(replace(MOBILE, label="Zoë's own"), replace(DESK, preferred=True)))
    shop = replace(DESK, label="Shop")
    assert changed_since(SEEN, replace(SEEN, numbers=(MOBILE, shop)), now).numbers == (
        replace(MOBILE, label="Zoë's own"),
        replace(shop, preferred=True),
    )
    preferred = replace(SEEN, numbers=(replace(MOBILE, preferred=True), DESK))
    assert [one.preferred for one in changed_since(SEEN, preferred, now).numbers] == [True, False]
