from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.project_files import RefusedFileError
from assetforge.app.memo import Memo
from assetforge.app.reading_tree import FolderTree
from tests.unit.app.projects import paint, write

if TYPE_CHECKING:
    from assetforge.app.project import Project


def test_a_folder_is_read_as_it_is(project: Project) -> None:
    write(project, "words", "prompts/a.txt")
    paint(project, "brand/logo.png")

    with closing(FolderTree(project.root, Memo())) as tree:
        tree.prepare(["prompts/a.txt"])
        logo = tree.look("brand/logo.png")

        assert tree.read("prompts/a.txt", limit=3) == b"word"
        assert tree.matching("prompts/*.txt") == ("prompts/a.txt",)
        assert tree.noted["brand/logo.png"].digest == logo.digest
        assert (logo.media.width, logo.media.height) == (24, 16)


def test_what_is_not_there_is_refused(project: Project) -> None:
    with closing(FolderTree(project.root, Memo())) as tree:
        for question in (tree.look, tree.matching, partial(tree.read, limit=1)):
            with pytest.raises(RefusedFileError, match="is not there"):
                question("absent.png")
