"""``linedesk account remove``: takes an account off this computer, and its texts where that is wanted.

Look here also for texts that stayed when their account was removed: which they are, and deleting them.
"""

from typing import Annotated

import typer

from desktop import sign_in_words, wording
from desktop.cli.account_add import Json, facts
from desktop.cli.printing import show
from desktop.cli.session import FAILED, Session, give_up, opened
from desktop.settings import credentials
from desktop.settings.accounts import Account, Former
from desktop.settings.credentials import NoSecret
from desktop.store import accounts as learned
from desktop.sync.sign_in import forget_texts, let_go

tr = wording.tr


def remove(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="The account. With --delete-texts also one that was removed before.")
    ],
    delete_texts: Annotated[
        bool, typer.Option("--delete-texts", help="Delete its texts from this computer as well.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take an account off this computer, its key at once. The service keeps everything it has."""
    with opened(context) as session:
        accounts = session.accounts
        former = _former(session, name)
        if former and all(account.name != name for account in accounts.listing()):
            _remove_former(session, former, delete_texts=delete_texts, as_json=as_json)
            return
        account = session.account(name)
        _take_key(account)
        # Known as a former one until its texts are gone: a fault in between leaves nothing behind unseen.
        accounts.remove(name, texts_stay=True)
        if delete_texts:
            forget_texts(session.db, accounts, account.id)
        else:
            let_go(session.db, account.id)
        if as_json:
            show(facts(account))


def kept_texts(session: Session) -> list[str]:
    """A sentence about each account whose texts stayed when it was removed."""
    sentences = []
    for former in session.accounts.former():
        count = learned.count_texts(session.db, former.id)
        if count:
            sentences.append(
                wording.ntr(
                    "{name} was removed; {n} text of it is kept here. Delete it with: "
                    "linedesk account remove {id} --delete-texts",
                    "{name} was removed; {n} texts of it are kept here. Delete them with: "
                    "linedesk account remove {id} --delete-texts",
                    count,
                    name=former.name,
                    id=former.id,
                )
            )
    return sentences


def _former(session: Session, name: str) -> list[Former]:
    """Removed accounts of this name: there may be several, which their ids tell apart."""
    return [one for one in session.accounts.former() if name in (one.name, one.id)]


def _remove_former(session: Session, former: list[Former], *, delete_texts: bool, as_json: bool) -> None:
    if not delete_texts:
        words = tr("{name} was removed before. Its texts are kept here; --delete-texts deletes them.")
        give_up(words.format(name=former[0].name), FAILED)
    if len(former) > 1:
        words = tr("Several accounts of this name were removed. Say which one by its id: {all}.")
        give_up(words.format(all=", ".join(f"{one.id} ({one.url})" for one in former)), FAILED)
    (gone,) = former
    forget_texts(session.db, session.accounts, gone.id)
    if as_json:
        show({"id": gone.id, "name": gone.name, "provider": gone.provider, "url": gone.url})


def _take_key(account: Account) -> None:
    try:
        credentials.remove(account)
    except NoSecret as error:
        give_up(
            sign_in_words.sign_in_trouble(error.reason, service=account.name, detail=error.detail)
            + " "
            + tr("Nothing was removed."),
            FAILED,
        )
