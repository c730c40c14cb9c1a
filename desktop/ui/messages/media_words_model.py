"""What is said of pictures and other files of texts: what each is, how large, and why one does not open.

Look here for the name and ending under which a file is offered to be saved.
"""

from desktop import wording
from desktop.store.media import Attachment
from desktop.wording import tr

__all__ = ["Attachment", "drawing", "ending", "label", "size", "spoken", "why_not"]

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "video/mp4": "mp4",
    "video/3gpp": "3gp",
    "video/quicktime": "mov",
    "audio/amr": "amr",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "text/vcard": "vcf",
    "text/x-vcard": "vcf",
    "text/plain": "txt",
    "application/pdf": "pdf",
}
"""Of what carriers bring. Anything else is saved without an ending, so that no system runs it by its name."""


def label(one: Attachment) -> str:
    """What a chip says: what it is, and how large where that is known."""
    kind = wording.attachment(one.mime)
    return f"{kind} · {size(one.size)}" if one.size else kind


def spoken(media: tuple[Attachment, ...]) -> str:
    """What came with a text, as a screen reader says it; "" for nothing."""
    return ", ".join(
        f"{wording.attachment(one.mime)} {size(one.size)}" if one.size else wording.attachment(one.mime)
        for one in media
    )


def size(count: int) -> str:
    """So many bytes, as people say it."""
    if count >= 1_000_000:
        return tr("{n} MB").format(n=f"{count / 1_000_000:.1f}")
    return tr("{n} KB").format(n=max(round(count / 1000), 1))


def drawing(mime: str) -> str:
    """The drawing of a kind of file, by its name in ``resources/icons``."""
    return "picture" if mime.startswith("image/") else "attachment"


def ending(mime: str) -> str:
    """The ending of a saved file's name; "" where none is known to be harmless."""
    return _ENDINGS.get(mime, "")


def why_not(code: str, *, most: int) -> str:
    """Why a file does not open, and what helps: a code of ``NotOpened`` or of ``pictures.Unshown``."""
    reasons = {
        "gone": tr("The service does not have it any more."),
        "deleted": tr("Its text is no longer on this computer."),
        "closed": tr("The service does not give it out to this key. Look into the account's sign-in."),
        "sign_in": tr(
            "It has not been fetched yet, and the account is not signed in. Sign in and try again."
        ),
        "signed_out": tr("It was not fetched before the account was signed out. Sign in again to fetch it."),
        "unreachable": tr("It has not been fetched yet, and the service cannot be reached. Try again later."),
        "too_large": tr("It is larger than {size}. Look at it on the service's own page.").format(
            size=size(most)
        ),
        "address": tr("Its address leads somewhere that Linedesk does not ask. It was not fetched."),
        "web_page": tr("The service sent a web page in its place. Nothing of it is shown; try again later."),
        "odd": tr("The service sent something that cannot be read. Try again later."),
        "broken": tr("It says that it is a picture and cannot be read as one. You can still save it."),
        "huge": tr("It has so many pixels that it could fill the memory. It is not shown; you can save it."),
        "other": tr("Linedesk does not show files of this kind. Save it to open it with another program."),
    }
    return reasons.get(code, tr("It could not be fetched. Try again later."))
