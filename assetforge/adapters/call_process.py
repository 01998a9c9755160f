"""Starting the process that makes a call: what it is given, and what it must not get.

inherits     the lock of the call, and a pipe to read from; nothing else that is open here
environment  what a Python needs to start; no key, no settings
arguments    none of its own
pipe         the folder of assetforge, then the errand with the key
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.call_errand import encode_errand
from assetforge.execution.delivery import NotSentError

if TYPE_CHECKING:
    from assetforge.adapters.call_errand import Errand
    from assetforge.core.secret import Secret

_ENVIRONMENT: Final = ("DYLD_LIBRARY_PATH", "LD_LIBRARY_PATH", "PATH", "SYSTEMROOT")
_DETACHED: Final = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(
    subprocess, "CREATE_NEW_PROCESS_GROUP", 0
)  # what Windows has in the place of a new session

# An isolated Python (-I) looks neither into the working directory, where a project may have put a
# module of its own, nor into PYTHONPATH or the user's own packages, so it might not find us. It is
# told the one folder where this very assetforge lies, be it a zip: first in the path while
# assetforge is found, so that no other version is taken, and last for everything else, so that
# nothing there stands in for the standard library. And httpx goes without its own command line,
# with rich and all, where it finds no click.
PROGRAM: Final = """\
import sys, typing
sys.modules['click'] = None
sys.path.insert(0, sys.stdin.buffer.readline()[:-1].decode('utf-8', 'surrogateescape'))
import assetforge
sys.path.append(sys.path.pop(0))
from assetforge.adapters.call_child import main
main()
"""


def start(errand: Errand) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own; it waits to be told its errand.

    Raises:
        NotSentError: the system starts none now.
    """
    try:
        return subprocess.Popen(  # noqa: S603 - this very Python, with a program from above
            [sys.executable, "-I", "-c", PROGRAM],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=errand.spool, start_new_session=True, creationflags=_DETACHED,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            pass_fds=() if errand.lock is None else (errand.lock,),
        )  # fmt: skip
    except (OSError, ValueError) as error:
        why = f"no process could be started for the call ({type(error).__name__})"
        raise NotSentError(why) from error


def tell(child: subprocess.Popen[bytes], errand: Errand, secret: Secret) -> None:
    """Write the errand into the pipe. A child that does not get all of it sends nothing."""
    assert child.stdin is not None, "it was asked for"
    folder = str(Path(__file__).parents[2])
    with suppress(BrokenPipeError), child.stdin as pipe:
        pipe.write(folder.encode("utf-8", "surrogateescape") + b"\n")
        pipe.write(encode_errand(errand, secret.reveal()))
