"""Sentences about how the texts on this computer are protected, for the screens of this folder."""

from desktop.wording import tr


def locked(reason: str, *, path: str, detail: str = "") -> str:
    """Why an encrypted cache can't be opened, and what to do; ``reason`` as in ``sync.cache.CacheLocked``."""
    sentences = {
        "passphrase_needed": tr("They are encrypted. Type your passphrase to open them."),
        "wrong_passphrase": tr("This is not the passphrase. Look at Caps Lock and the keyboard's language."),
        "old_passphrase": tr(
            "The passphrase was being changed when Linedesk ended, and the change was not finished. Type the "
            "one that you had before."
        ),
        "keyring_silent": tr("Your password manager did not answer in time. Unlock it, then try again."),
        "keyring_refused": tr("Your password manager refused ({detail}). Unlock it, then try again."),
        "no_keyring": tr(
            "Their key is in your password manager, and none was found now. Start it, then try again."
        ),
        "keyring_forgets": tr(
            "Their key is in your password manager, and the one in use now keeps nothing. Start the right "
            "one, then try again."
        ),
        "plain_text_keyring": tr(
            "Their key is in your password manager; the one in use now keeps keys readable for anyone and is "
            "not asked. Start the right one, then try again."
        ),
        "keyring_empty": tr(
            "Your password manager answers, but has no key for them. If it holds several collections, unlock "
            "them all, then try again."
        ),
        "other_key": tr(
            "Your password manager has a key, but of another cache. If the files came from another computer "
            "or a backup, bring their key along."
        ),
        "no_record": tr(
            "The file cache.json, which says where their key is, is missing beside {path}. If you have a "
            "copy of it, put it back, then try again."
        ),
        "damaged": tr(
            "The key is the right one, but it does not open {path}: the file is damaged, or came from "
            "elsewhere. It was left as it is. If you have a copy of it, put it back, then try again."
        ),
    }
    return sentences.get(reason, sentences["keyring_refused"]).format(path=path, detail=detail or reason)


def plain(reason: str, detail: str = "") -> str:
    """That the cache is not encrypted, and why; ``reason`` as in ``sync.cache.Cache``."""
    whole = tr("The texts, contacts and calls on this computer are not encrypted: {why}")
    reasons = {
        "no_keyring": tr("no password manager was found."),
        "keyring_silent": tr(
            "your password manager did not answer. Unlock it; Linedesk asks it again at the next start."
        ),
        "keyring_refused": tr(
            "your password manager refused ({detail}). Unlock it; Linedesk asks it again at the next start."
        ),
        "keyring_forgets": tr("your password manager does not keep what it is given."),
        "plain_text_keyring": tr("your password manager would keep the key readable for anyone."),
        "own_account": tr(
            "Linedesk was opened for practice, with made-up texts. Since an account of your own is here now, "
            "they are encrypted at the next start."
        ),
        "busy": tr("another Linedesk has them open. It is tried again at the next start."),
        "no_room": tr("there is no room on the disk for the change. It is tried again at the next start."),
        "damaged": tr("their copy was not the same. Nothing was changed; it is tried at the next start."),
    }
    if reason == "made_up":
        return tr("The texts in here are made up, so they are not encrypted. Those of your own accounts are.")
    if reason not in reasons:
        return tr("The texts, contacts and calls on this computer are not encrypted.")
    return whole.format(why=reasons[reason].format(detail=detail))


def encrypted(lock: str, manager: str) -> str:
    """That the cache is encrypted, and where the key is; ``manager`` is the backend's module, or ""."""
    if lock == "passphrase":
        return tr(
            "The texts, contacts and calls on this computer are encrypted with your passphrase. "
            "Linedesk asks for it at each start."
        )
    return tr(
        "The texts, contacts and calls on this computer are encrypted; the key is in {manager}."
    ).format(manager=_name(manager))


def not_encrypted_now(reason: str) -> str:
    """Why a passphrase did not take effect; ``reason`` as in ``store.encrypting.NotEncrypted``."""
    return {
        "busy": tr(
            "Nothing was changed: another Linedesk works with the texts right now. Close it, then try again."
        ),
        "no_room": tr("Nothing was changed: there is no room on the disk. Free some, then try again."),
    }.get(reason, tr("Nothing was changed: the encrypted copy was not the same. Try again."))


def _name(manager: str) -> str:
    names = {
        "keyring.backends.macOS": tr("your Keychain"),
        "keyring.backends.Windows": tr("Windows' Credential Manager"),
        "keyring.backends.kwallet": tr("KWallet"),
    }
    return names.get(manager, tr("your password manager"))
