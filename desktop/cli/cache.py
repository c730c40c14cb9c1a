"""``linedesk cache``: whether the texts on this computer are encrypted, encrypting them, a passphrase."""

import getpass
import sys

import typer

from desktop.announce import Announcer
from desktop.cli.account_add import Json
from desktop.cli.chosen import Chosen
from desktop.cli.printing import say, show
from desktop.cli.session import FAILED, USAGE, from_stdin, give_up, troubles
from desktop.cli.unlocking import PASSPHRASE, open_cache, passphrase
from desktop.settings import cache_key
from desktop.settings.cache_key import SHORTEST
from desktop.settings.profile import Profile, open_profile
from desktop.sign_in_words import sign_in_trouble
from desktop.store import cipher
from desktop.store.encrypting import NotEncrypted
from desktop.sync import cache
from desktop.wording import ntr, tr


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    group = typer.Typer(
        no_args_is_help=True,
        help="Say and change how the texts on this computer are protected. Where a passphrase is needed and "
        f"nobody can be asked, it is read from the environment variable {PASSPHRASE}.",
    )
    group.command("show")(show_lock)
    group.command("encrypt")(encrypt)
    group.command("passphrase")(change_passphrase)
    app.add_typer(group, name="cache")


def show_lock(context: typer.Context, as_json: Json = False) -> None:
    """Whether the texts are encrypted, and where their key is. Nobody is asked for it."""
    with troubles():
        profile = _profile(context)
        path = profile.database
        encrypted = not cipher.is_absent(path) and not cipher.is_plain(path)
        known = encrypted and cache_key.load(profile.cache_record) is not None
        kind = cache.lock_of(profile) if known else ""
        if as_json:
            show({"encrypted": encrypted, "key": kind or None, "file": str(path)})
        else:
            say(_standing(kind, encrypted=encrypted, exists=not cipher.is_absent(path)))


def encrypt(
    context: typer.Context,
    by_passphrase: bool = typer.Option(
        False, "--passphrase", help="With a passphrase instead of a key in the keyring."
    ),
) -> None:
    """Encrypt texts that are not yet: with a key in the keyring, or a passphrase."""
    with troubles():
        profile = _profile(context)
        if _is_encrypted(profile):
            give_up(_already(), FAILED)
        if by_passphrase:
            _set(profile)
            return
        found = cache.with_keyring(profile)
        if found.key is None:
            give_up(
                tr("Nothing was encrypted. {why} Or use: linedesk cache encrypt --passphrase").format(
                    why=sign_in_trouble(found.reason, service="Linedesk", detail=found.detail)
                ),
                FAILED,
            )
        found = cache.encrypted(profile, found)
        if found.key is None:
            give_up(_not_now(profile, found.reason), FAILED)
        open_cache(profile, Announcer()).close()
    say(tr("The texts are encrypted; their key is in the keyring."))


def change_passphrase(context: typer.Context) -> None:
    """Change the passphrase: the present one as always, the new one on the terminal or from stdin."""
    with troubles():
        profile = _profile(context)
        path = profile.database
        if cipher.is_absent(path) or cipher.is_plain(path) or cache.lock_of(profile) != cache_key.PASSPHRASE:
            give_up(tr("The texts have no passphrase. See: linedesk cache show"), FAILED)
        _set(profile)


def _set(profile: Profile) -> None:
    """Lock the cache with a new passphrase."""
    if cipher.is_absent(profile.database) or cipher.is_plain(profile.database):
        key = None
    else:
        key = cache.with_passphrase(profile, passphrase(profile)).key
    wanted = _new_passphrase()
    from desktop.store.database import StoreDamaged, open_database

    try:
        db = open_database(profile.database, Announcer(), key)
    except StoreDamaged:
        if key is None and _is_encrypted(profile):
            give_up(_already(), FAILED)  # by another process, while somebody thought of a passphrase
        raise
    trouble = ""
    try:
        cache.set_passphrase(profile, db, wanted)
    except NotEncrypted as error:
        trouble = error.reason
    finally:
        db.close()
    if trouble:
        give_up(_not_now(profile, trouble, was_plain=key is None), FAILED)
    say(tr("The texts are encrypted with this passphrase. Nobody can open them without it."))


def _new_passphrase() -> str:
    """Typed twice on a terminal, else the first line of stdin."""
    if sys.stdin is not None and sys.stdin.isatty():
        wanted = getpass.getpass(tr("New passphrase: "))
        if getpass.getpass(tr("The new one again: ")) != wanted:
            give_up(tr("The two are not the same. Nothing was changed."), FAILED)
    else:
        wanted = from_stdin().decode(errors="replace").partition("\n")[0].rstrip("\r")
    if len(wanted) < SHORTEST:
        give_up(
            ntr(
                "A passphrase has at least {n} character. Nothing was changed.",
                "A passphrase has at least {n} characters. Nothing was changed.",
                SHORTEST,
            ),
            USAGE,
        )
    return wanted


def _profile(context: typer.Context) -> Profile:
    chosen = context.find_object(Chosen) or Chosen()
    return open_profile(chosen.root)


def _standing(kind: str, *, encrypted: bool, exists: bool) -> str:
    if not exists:
        return tr("There are no texts on this computer yet.")
    if encrypted and not kind:
        return tr(
            "The texts are encrypted. cache.json, which says where their key is, is missing: put a copy of "
            "it back, or open the window to begin anew."
        )
    return {
        cache_key.KEYRING: tr("The texts are encrypted; their key is in the keyring."),
        cache_key.PASSPHRASE: tr("The texts are encrypted with a passphrase."),
    }.get(kind, tr("The texts are not encrypted. To encrypt them: linedesk cache encrypt"))


def _is_encrypted(profile: Profile) -> bool:
    return not cipher.is_absent(profile.database) and not cipher.is_plain(profile.database)


def _already() -> str:
    return tr("The texts are encrypted already.")


def _not_now(profile: Profile, reason: str, *, was_plain: bool = True) -> str:
    if was_plain and _is_encrypted(profile):
        return _already()
    return {
        "busy": tr("Nothing was encrypted: another Linedesk works with the texts. Close it, then try again."),
        "no_room": tr("Nothing was encrypted: there is no room on the disk. Free some, then try again."),
    }.get(reason, tr("Nothing was encrypted: the copy was not the same. Try again."))
