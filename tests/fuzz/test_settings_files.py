"""Profile files that are damaged: a typed error or what they hold, and the file stays as it is."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.settings import appearance, preferences
from desktop.settings.accounts import Account, Accounts, Former
from desktop.settings.files import SettingsDamaged
from desktop.settings.preferences import Preferences
from tests.fuzz.counting import tried
from tests.fuzz.inputs import FUZZ, broken, mutated, sound

KIND = "profile files"
ACCOUNTS = {
    "version": 1,
    "accounts": [
        Account(provider="cliqtel", name="Shop", url="https://cliqtel.com", key_place="keyring").model_dump(),
        Account(
            provider="cliqtel", name="Other", url="https://a.example", key_place="env", key_variable="KEY"
        ).model_dump(),
    ],
    "former": [Former(id="0" * 32, provider="cliqtel", name="Gone", url="https://b.example").model_dump()],
}
PREFERENCES = json.loads(
    Preferences(shortcuts={"jump": "Ctrl+J"}, size=(800, 600), splitter=(300, 500)).model_dump_json()
)
contents = st.one_of(
    mutated([ACCOUNTS, PREFERENCES]),
    st.just(json.dumps(ACCOUNTS).encode()).flatmap(broken),
    st.just(json.dumps(PREFERENCES).encode()).flatmap(broken),
    st.binary(max_size=200),
    st.sampled_from((b"", b"\0" * 5000, b"[" * 100_000, b"\xef\xbb\xbf{}", b"{}", b"null", b"9" * 10_000)),
)


def damaged_file(factory: pytest.TempPathFactory, name: str, content: bytes) -> Path:
    path: Path = factory.getbasetemp() / name
    path.write_bytes(content)
    return path


@FUZZ
@given(contents)
def test_a_list_of_accounts_is_read_or_damaged_and_stays_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    tried(KIND)
    path = damaged_file(tmp_path_factory, "accounts.json", content)
    accounts = Accounts(path)
    for work in (accounts.listing, accounts.former, lambda: accounts.get("Shop")):
        try:
            work()
        except (SettingsDamaged, KeyError) as error:
            assert "b.example" not in str(error)
    assert path.read_bytes() == content


@FUZZ
@given(contents, sound)
def test_nothing_is_added_to_a_damaged_list(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    """What could not be read is not written over: it is all that is left of somebody's accounts."""
    tried(KIND)
    path = damaged_file(tmp_path_factory, "accounts.json", content)
    accounts = Accounts(path)
    account = Account(provider="cliqtel", name=name, url="https://c.example", key_place="session")
    try:
        before = len(accounts.listing())
    except SettingsDamaged:
        with pytest.raises(SettingsDamaged):
            accounts.add(account)
        assert path.read_bytes() == content
        return
    try:
        accounts.add(account)
    except ValueError:
        assert path.read_bytes() == content
        return
    assert [one.name for one in accounts.listing()][before:] == [name]


@FUZZ
@given(contents)
def test_preferences_are_read_or_damaged_and_the_first_frame_comes_anyway(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    tried(KIND)
    path = damaged_file(tmp_path_factory, "preferences.json", content)
    looks = appearance.read(path)
    assert 70 <= looks.text_size <= 200
    looks.line.encode("utf-8", "surrogatepass")
    for pair in (looks.size, looks.splitter):
        assert pair is None or all(abs(one) < 2**31 for one in pair), "Qt takes no larger number"
    try:
        found = preferences.load(path)
    except SettingsDamaged:
        assert path.read_bytes() == content
        return
    for pair in (found.size, found.splitter):
        assert pair is None or all(abs(one) < 2**31 for one in pair), "Qt takes no larger number"
    preferences.save(path, found)
    assert preferences.load(path) == found


@pytest.mark.parametrize(
    "content", [b"[" * 3_000_000, b'"' + b"x" * 3_000_000, b'{"a":' * 500_000, b" " * 3_000_000]
)
def test_a_large_damaged_file_takes_memory_in_proportion(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    tried(KIND)
    path = damaged_file(tmp_path_factory, "accounts.json", content)
    tracemalloc.start()
    try:
        with pytest.raises(SettingsDamaged):
            Accounts(path).listing()
        appearance.read(path)
        assert tracemalloc.get_traced_memory()[1] < 10 * len(content)
    finally:
        tracemalloc.stop()
