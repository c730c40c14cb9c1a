"""Signing out: the key goes first and at once, then a person decides about the texts."""

from pathlib import Path

from desktop.announce import AccountsChanged
from desktop.store import accounts as learned
from desktop.store import messages
from desktop.ui.accounts.sign_out_model import SignOutModel, Step
from tests.cli.own_keyring import Keyring
from tests.ui.accounts.house import KEPT, KEY, NUMBER, House, house


def write(one: House, *bodies: str) -> None:
    for body in bodies:
        messages.queue(one.db, account_id=KEPT.id, line=NUMBER, peer="+12025550123", body=body)


async def signed_out(one: House, **more: bool) -> SignOutModel:
    out = one.model.sign_out
    out.go(**more)
    await one.until(lambda: out.step not in (Step.KEYRING, Step.DELETING))
    return out


async def test_what_will_happen_is_said_first_and_nothing_happens_without_a_yes(
    tmp_path: Path, ring: Keyring
) -> None:
    ring.kept["linedesk", KEPT.id] = KEY
    async with house(tmp_path, KEPT) as one:
        write(one, "one", "two")
        out = one.model.sign_out
        out.begin(KEPT.id)
        assert (out.step, out.name, out.texts, out.waiting) == (Step.ASK, "Shop", 2, 2)
        assert "2 texts that wait to be sent are not sent" in out.consequence()
        out.cancel()
        out.go()
        assert out.step is Step.DONE
    assert ring.kept and one.accounts.listing() == [KEPT]


async def test_the_key_goes_at_once_and_the_texts_wait_for_a_decision(tmp_path: Path, ring: Keyring) -> None:
    ring.kept["linedesk", KEPT.id] = KEY
    async with house(tmp_path, KEPT) as one:
        write(one, "one")
        one.model.sign_out.begin(KEPT.id)
        out = await signed_out(one)
        assert str(out.step) == "cache"
        assert ring.kept == {} and one.accounts.listing() == [] and one.model.shown() == []
        assert AccountsChanged() in one.heard
        assert [(text.state, text.error_code) for text in messages.newest(one.db)] == [
            ("failed", "line_gone")
        ]
        assert out.about_texts().startswith("1 text of it is on this computer.")
        out.keep_texts()
        assert str(out.step) == "done"
        assert learned.count_texts(one.db, KEPT.id) == 1
        assert [former.id for former in one.accounts.former()] == [KEPT.id]


async def test_the_texts_are_deleted_where_that_is_wanted(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        write(one, "one", "two")
        one.model.sign_out.begin(KEPT.id)
        out = await signed_out(one)
        out.delete_texts()
        await one.until(lambda: out.step is Step.DONE)
        assert learned.accounts_with_texts(one.db) == frozenset()
        assert one.accounts.former() == []


async def test_an_account_without_texts_leaves_nothing_to_decide(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        one.model.sign_out.begin(KEPT.id)
        assert (await signed_out(one)).step is Step.DONE


async def test_where_the_keyring_does_not_give_the_key_away_nothing_is_half_done(
    tmp_path: Path, ring: Keyring
) -> None:
    ring.kept["linedesk", KEPT.id] = KEY
    ring.locked = True
    async with house(tmp_path, KEPT) as one:
        write(one, "one")
        one.model.sign_out.begin(KEPT.id)
        out = await signed_out(one)
        assert out.step is Step.ASK and out.key_stays
        assert out.trouble == (
            "The keyring refused (KeyringLocked). Unlock it, then try again. You are still signed in."
        )
        assert one.accounts.listing() == [KEPT]
        assert [text.state for text in messages.newest(one.db)] == ["queued"]
        out = await signed_out(one, key_may_stay=True)
        assert out.step is Step.CACHE and one.accounts.listing() == []


async def test_an_account_that_another_process_has_signed_out_already_is_no_trouble(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        one.model.sign_out.begin(KEPT.id)
        one.accounts.remove("Shop")
        assert (await signed_out(one)).step is Step.DONE
        one.model.sign_out.begin(KEPT.id)
        assert one.model.sign_out.step is Step.DONE


async def test_a_list_that_cannot_be_written_keeps_the_account(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        one.model.sign_out.begin(KEPT.id)
        one.path.write_text("{")
        out = await signed_out(one)
        assert out.step is Step.ASK and "cannot be read" in out.trouble
    assert one.path.read_text() == "{"
