"""Texts that stayed when their account was removed: named in the list, and deleted by its name or id."""

import json

from tests.cli.command_line import CommandLine
from tests.sandbox_process import PracticeServer


def test_texts_that_stayed_are_named_and_can_be_deleted_later(signed_in: CommandLine) -> None:
    assert signed_in("sync", "--once").exit_code == 0
    count = len(signed_in.found("messages"))
    assert count > 0
    (account,) = signed_in.found("account", "list")
    assert signed_in("account", "remove", "Practice").exit_code == 0
    told = signed_in("account", "list").stderr
    assert f"texts of it are kept here. Delete them with: linedesk account remove {account['id']}" in told
    refused = signed_in("account", "remove", "Practice")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        "Practice was removed before. Its texts are kept here; --delete-texts deletes them.\n"
    )
    assert len(signed_in.found("messages")) == count
    gone = signed_in.found("account", "remove", "Practice", "--delete-texts")
    assert (gone["id"], gone["name"]) == (account["id"], "Practice")
    assert signed_in.found("messages") == []
    assert signed_in("account", "list").stderr == "There is no account yet.\n"
    assert signed_in("account", "remove", "Practice", "--delete-texts").exit_code == 1


def test_an_account_on_the_list_comes_before_a_removed_one_of_its_name(
    signed_in: CommandLine, server: PracticeServer
) -> None:
    """Else the wrong texts would be deleted."""
    assert signed_in("sync", "--once").exit_code == 0
    (first,) = signed_in.found("account", "list")
    assert signed_in("account", "remove", "Practice").exit_code == 0
    path = signed_in.profile / "accounts.json"
    # The same name at another address: it does not take the old id back.
    path.write_text(path.read_text().replace(server.url, "https://sms.example"))
    assert signed_in.add(server.url).exit_code == 0
    assert signed_in("sync", "--once").exit_code == 0
    both = len(signed_in.found("messages"))
    assert signed_in("account", "remove", "Practice", "--delete-texts").exit_code == 0
    assert 0 < len(signed_in.found("messages")) < both
    gone = signed_in.found("account", "remove", first["id"], "--delete-texts")
    assert gone["id"] == first["id"]
    assert signed_in.found("messages") == []


def test_of_several_removed_accounts_of_one_name_an_id_says_which(signed_in: CommandLine) -> None:
    assert signed_in("account", "remove", "Practice").exit_code == 0
    path = signed_in.profile / "accounts.json"
    found = json.loads(path.read_text())
    found["former"].append({**found["former"][0], "id": "second", "url": "https://sms.example"})
    path.write_text(json.dumps(found))
    refused = signed_in("account", "remove", "Practice", "--delete-texts")
    assert refused.exit_code == 1
    assert "second (https://sms.example)" in refused.stderr
    assert signed_in("account", "remove", "second", "--delete-texts").exit_code == 0
