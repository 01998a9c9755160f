"""The repository that a project lies in: its commits, and the bytes of files at one of them.

<top>/shop/assets.toml      a project in a folder of its repository: `prefix` is `shop/`

HEAD ──o──o──o main         the merge base of both is the last commit they share;
          └──o──o branch    in a shallow clone it may lie beyond what was fetched
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.git import Git
from assetforge.adapters.hashing import Content
from assetforge.core.digest import PREFIX, Digest
from assetforge.core.errors import AssetforgeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COMMIT: Final = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
# What git 2.39 says, in the locale that it is asked in, where no folder above is a repository. A
# `.git` that leads nowhere is told otherwise: then there is one, and something is wrong with it.
_NONE: Final = (
    "not a git repository (or any of the parent directories)",
    "not a git repository (or any parent up to mount point ",
)
_FILES: Final = frozenset({"100644", "100755"})
LINK: Final = "120000"
HEAD: Final = 1024  # bytes that are told of a content
_PIECE: Final = 1 << 20  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A path at a commit and what stands there."""

    mode: str
    object: str

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file: no link, and no repository within the repository."""
        return self.mode in _FILES


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository, seen from one of its folders."""

    git: Git
    prefix: str  # from the top to the folder; empty, or ends with a slash
    is_shallow: bool

    def commit(self, ref: str) -> str | None:
        """Find the commit that a name stands for; None where nothing here has that name.

        Of a tag and a branch of one name git takes the tag: `commit_at` asks for one of them.

        Raises:
            UsageError: the name could be taken for an option.
        """
        check_name(ref)
        answer = self.git.ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        return answer.line if answer.is_good and _COMMIT.fullmatch(answer.line) else None

    def commit_at(self, ref: str, suffix: str = "") -> str | None:
        """Find the commit of a ref in full, such as `refs/heads/main`, and of nothing else.

        `suffix` leads on from there: `~1`. Raises as `commit`.
        """
        check_name(ref)
        answer = self.git.ask("show-ref", "--verify", "--hash", ref)
        found = answer.line if answer.is_good else ""
        return self.commit(found + suffix) if _COMMIT.fullmatch(found) else None

    def target(self, ref: str) -> str | None:
        """Find the ref that a symbolic one, such as `refs/remotes/origin/HEAD`, leads to."""
        check_name(ref)
        answer = self.git.ask("symbolic-ref", "--quiet", ref)
        return answer.line or None if answer.is_good else None

    def since(self, base: str, head: str) -> frozenset[str]:
        """List the commits that lead to one and not to another.

        Raises:
            AssetforgeError: git failed.
        """
        answer = self.git.ask("rev-list", head, f"^{base}")
        if not answer.is_good:
            raise failed("rev-list", answer.complaint)
        return frozenset(answer.out.decode("ascii", errors="replace").split())

    def merge_base(self, one: str, other: str) -> str | None:
        """Find the last commit that two commits share; None where none is known here.

        Raises:
            AssetforgeError: git failed.
        """
        answer = self.git.ask("merge-base", one, other)
        if answer.is_good and _COMMIT.fullmatch(answer.line):
            return answer.line
        if answer.code == 1:
            return None
        raise failed("merge-base", answer.complaint)

    def items(self, commit: str) -> dict[str, Item]:
        """List what lies below the folder at a commit, by path from the folder.

        Raises:
            AssetforgeError: git failed.
        """
        below = (self.prefix,) if self.prefix else ()
        answer = self.git.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *below)
        if not answer.is_good:
            raise failed("ls-tree", answer.complaint)
        return dict(_items(answer.out, self.prefix))

    def contents(self, objects: Iterable[str]) -> dict[str, bytes]:
        """Read the bytes of some objects, in one go.

        Raises:
            AssetforgeError: git failed, or one of them is not in this clone.
        """
        wanted = list(dict.fromkeys(objects))
        if not wanted:
            return {}
        names = "".join(f"{name}\n" for name in wanted).encode()
        answer = self.git.ask("cat-file", "--batch", given=names)
        found = dict(_contents(answer.out))
        if not answer.is_good or found.keys() != set(wanted):
            raise _not_here(answer.complaint)
        return found

    def content(self, name: str) -> tuple[Content, bytes]:
        """Tell what an object holds, however large, and its first bytes.

        Raises:
            AssetforgeError: git failed, or this clone lacks it.
        """
        digest, size = hashlib.sha256(), 0
        with self.git.stream("cat-file", "blob", name) as printed:
            head = piece = printed.read(HEAD)
            while piece:
                digest.update(piece)
                size += len(piece)
                piece = printed.read(_PIECE)
        return Content(digest=Digest(PREFIX + digest.hexdigest()), size=size), head


def find_repository(folder: str) -> Repository | None:
    """Find the repository that a folder lies in; None where it lies in none.

    Raises:
        NoGitError: git is not there.
        AssetforgeError: it refuses to look into this one, or what is there leads nowhere.
    """
    git = Git(folder)
    answer = git.ask("rev-parse", "--is-shallow-repository", "--show-prefix")
    if not answer.is_good:
        if answer.complaint.startswith(_NONE):
            return None
        raise _refused(answer.complaint)
    shallow, _, prefix = answer.out.decode(errors="surrogateescape").partition("\n")
    return Repository(git=git, prefix=prefix.rstrip("\r\n"), is_shallow=shallow.strip() == "true")


def check_name(ref: str) -> None:
    """Refuse what could be taken for an option, or is no text to print.

    Raises:
        UsageError: it is such a name.
    """
    if ref.startswith("-") or not ref.isprintable() or not ref:
        raise _no_ref(ref)


def failed(word: str, complaint: str) -> AssetforgeError:
    """Say that git did not do what it was asked."""
    return AssetforgeError(
        f"`git {word}` failed: {complaint or 'it did not say why'}",
        next_step="Run `git fsck` to see what is wrong with the repository.",
    )


def _items(listing: bytes, prefix: str) -> Iterator[tuple[str, Item]]:
    """Read `mode SP type SP object TAB path NUL` (git-ls-tree, git 2.39).

    A path that is no text is left out: no project can name it.
    """
    for line in listing.split(b"\0"):
        about, _, path = line.partition(b"\t")
        parts = about.decode("ascii", errors="replace").split(" ")
        try:
            name = path.decode()
        except UnicodeDecodeError:
            continue
        if len(parts) == 3 and name.startswith(prefix):  # noqa: PLR2004 - mode, type, object
            yield name.removeprefix(prefix), Item(mode=parts[0], object=parts[2])


def _contents(out: bytes) -> Iterator[tuple[str, bytes]]:
    """Read `object SP type SP size LF bytes LF` (git-cat-file, git 2.39)."""
    start = 0
    while start < len(out):
        end = out.find(b"\n", start)
        parts = out[start:end].decode("ascii", errors="replace").split(" ")
        if end < 0 or len(parts) != 3 or not parts[2].isdigit():  # noqa: PLR2004 - as above
            return  # `missing`, or cut short
        size = int(parts[2])
        yield parts[0], out[end + 1 : end + 1 + size]
        start = end + size + 2


def _no_ref(ref: str) -> UsageError:
    return UsageError(
        f"`{ref}` is no name of a commit",
        next_step="Name a branch, a tag or a commit, such as `origin/main`.",
    )


def _refused(complaint: str) -> AssetforgeError:
    return AssetforgeError(
        f"git does not look into this repository: {complaint}",
        next_step="`git status` says the same and how to mend it; in a container "
        "`git config --global --add safe.directory '*'` is usual.",
    )


def _not_here(complaint: str) -> AssetforgeError:
    about = f" ({complaint})" if complaint else ""
    return AssetforgeError(
        f"this clone lacks files of the commit to compare with{about}",
        next_step="Fetch them with `git fetch --refetch --no-filter`, or clone without `--filter`.",
    )
