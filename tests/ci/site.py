"""What outlives a run of a workflow: a repository, caches, artifacts, secrets, variables.

<home>/origin.git/          the repository, bare
<home>/caches/KEY/N/        one saved cache: its folders by number
<home>/artifacts/RUN/NAME/  what jobs uploaded
<home>/outage               there while the service that keeps caches brings nothing
<home>/gh-calls             the words of every `gh`
<home>/machines/RUN-JOB/    a machine for each job: home/, temp/, work/
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from assetforge.core.version import VERSION
from tests.command_line import ROOT
from tests.git_commands import commit_all, git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_GH: Final = """\
#!/bin/sh
[ -n "$GH_TOKEN" ] || exit 4
echo "$*" >> "{calls}"
case "$1 $2" in
"cache list") ls "{caches}" 2> /dev/null | grep -c ^assetforge- || true ;;
"repo view") echo main ;;
"pr list") grep -c "^pr create" "{calls}" || true ;;
esac
"""
REPOSITORY: Final = "shop/assets"
FORK: Final = "stranger/assets"
WORKFLOWS: Final = ROOT / "docs" / "ci" / "github"
PIPELINE: Final = ROOT / "docs" / "ci" / "gitlab" / "assetforge.yml"
ACTION: Final = ROOT / ".github" / "actions" / "assetforge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Why a workflow runs, and on which commit."""

    name: str
    ref: str  # where the commit is to be found: refs/heads/main, refs/pull/7/merge
    sha: str
    payload: Mapping[str, object] = field(default_factory=dict[str, object])
    is_fork: bool = False

    @property
    def branch(self) -> str:
        """The name of the branch, or what stands for it."""
        return self.ref.removeprefix("refs/heads/").removeprefix("refs/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A repository with all that its owner set up."""

    home: Path
    secrets: Mapping[str, str] = field(default_factory=dict[str, str])
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    machine: Mapping[str, str] = field(default_factory=dict[str, str])  # of every machine
    program: str = ""  # a script that stands in for assetforge
    token: str = "token-of-a-job"  # noqa: S105 - it opens nothing

    @property
    def origin(self) -> Path:
        """The repository."""
        return self.home / "origin.git"

    @property
    def caches(self) -> Path:
        """The folder of caches."""
        return self.home / "caches"

    @property
    def outage(self) -> Path:
        """The file that is there while the service of caches is out."""
        return self.home / "outage"

    @property
    def gh_calls(self) -> Path:
        """The file of the words of every `gh`, one call a line."""
        return self.home / "gh-calls"

    @property
    def artifacts(self) -> Path:
        """The folder of artifacts."""
        return self.home / "artifacts"

    def begin(self, files: Mapping[str, str]) -> None:
        """Make the repository, with a first commit on `main`."""
        git(self.home, "init", "-q", "--bare", str(self.origin))
        for name in ("uploadpack.allowAnySHA1InWant", "receive.advertisePushOptions"):
            git(self.origin, "config", name, "true")  # as both forges do
        self.commit(files, "Begin")

    def commit(self, files: Mapping[str, str], message: str, *, to: str = "refs/heads/main") -> str:
        """Commit files on top of `main` and push that to a ref; give its id."""
        place = self.home / "desk"
        if not place.exists():
            git(self.home, "init", "-q", str(place))
            git(place, "remote", "add", "origin", self.origin.as_uri())
        if git(self.origin, "for-each-ref", "refs/heads/main"):
            git(place, "fetch", "-q", "origin", "main")
            git(place, "checkout", "-q", "-B", "main", "FETCH_HEAD")
        for name, text in files.items():
            file = place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        commit_all(place, message)
        git(place, "push", "-q", "--force", "origin", f"HEAD:{to}")
        return git(place, "rev-parse", "HEAD").strip()

    def head(self, ref: str = "main") -> str:
        """Give the id of the commit that a branch is at."""
        return git(self.origin, "rev-parse", ref).strip()

    def file(self, name: str, ref: str = "main") -> str:
        """Read a file as it is committed."""
        return git(self.origin, "show", f"{ref}:{name}")

    def push_event(self, name: str = "push") -> Event:
        """Give the event of a push to `main`, or another for its last commit."""
        return Event(name=name, ref="refs/heads/main", sha=self.head())

    def fork_event(self, files: Mapping[str, str], *, name: str = "pull_request") -> Event:
        """Open a pull request from a fork: number 7, as if merged on top of `main`."""
        base = self.head()
        sha = self.commit(files, "A stranger's change", to="refs/pull/7/merge")
        request = {
            "number": 7,
            "base": {"sha": base, "repo": {"id": 1, "full_name": REPOSITORY}},
            "head": {"sha": sha, "repo": {"id": 2, "full_name": FORK}},
        }
        return Event(
            name=name, ref="refs/pull/7/merge", sha=sha,
            payload={"number": 7, "pull_request": request}, is_fork=True,
        )  # fmt: skip


def seed_program(temp: Path, script: str) -> None:
    """Put the program, or a script, where the action installs it: pip would need a network."""
    digest = sha256(f"assetforge=={VERSION}".encode()).hexdigest()[:12]
    folder = temp / f"assetforge-{digest}"
    (folder / "bin").mkdir(parents=True)
    (folder / "installed").touch()
    program = folder / "bin" / "assetforge"
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from assetforge.cli.main import main"
    real = f"#!{sys.executable} -I\n{code}; sys.exit(main())\n"
    program.write_text(script or real, encoding="utf-8")
    program.chmod(0o755)


def provide_gh(folder: Path, site: Site) -> None:
    """Provide a `gh` that notes its words; a pull request is open once it was created."""
    folder.mkdir()
    program = folder / "gh"
    program.write_text(_GH.format(calls=site.gh_calls, caches=site.caches), encoding="utf-8")
    program.chmod(0o755)


def written(event: Event, place: Path) -> Path:
    """Write an event down as a runner does."""
    place.write_text(json.dumps(event.payload), encoding="utf-8")
    return place
