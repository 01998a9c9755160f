"""What each field of the manifest is for, in a sentence: shown by editors and in the reference.

`derive.quality` is the field of one kind, `skin.face` a key of a table in a field; a plain word is
the field of every kind that has it. They stand in the order of the reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

ABOUT: Final[Mapping[str, str]] = {
    "path": "Where the file lies.",
    "from": "What it is made from.",
    "edit.from": "The pictures it is made from; the first is the one that changes.",
    "upscale.from": "The picture that becomes larger.",
    "video.from": "The first frame, or the first and the last.",
    "video-edit.from": "The film that changes.",
    "derive.from": "The picture or film it is cut from.",
    "prompt": "What it shows.",
    "edit.prompt": "What changes in the picture.",
    "video.prompt": "What happens in the film.",
    "video-edit.prompt": "What changes in the film.",
    "prompt_file": "A file with the prompt, for long ones; `{{names}}` in it are filled too.",
    "shots": "A film in several shots, one after the other.",
    "shots.prompt": "What happens in this shot.",
    "shots.duration": "How many seconds this shot lasts.",
    "skin": "Repairs skin instead of changing the picture by words.",
    "skin.face": "Whether faces are repaired.",
    "skin.body": "Whether bodies are repaired.",
    "skin.eyes": "Whether eyes are repaired.",
    "skin.mouth": "Whether mouths are repaired.",
    "skin.nose": "Whether noses are repaired.",
    "skin.intensity": "How strongly, from 1 to 5.",
    "size": "Its exact size.",
    "aspect_ratio": "Its shape, where the exact size does not matter.",
    "resolution": "How large it is, as a tier.",
    "duration": "How long the film is.",
    "width": "Its width; the height follows where it is not given.",
    "height": "Its height; the width follows where it is not given.",
    "fit": "How it meets both sides: inside them, filling them, or inside with a border.",
    "crop": "Which part is kept.",
    "background": "The colour behind what is transparent, and of a border.",
    "at": "Which frame of a film it is.",
    "format": "The format of the file; otherwise that of what it is cut from.",
    "derive.quality": "How closely a lossy format keeps to the picture.",
    "quality": "How much care the model takes.",
    "creativity": "How freely the model reads the prompt.",
    "strength": "How far the result may leave what it is made from.",
    "sound": "Whether the film has sound.",
    "high_quality": "Whether the model takes its better, slower way.",
    "watermark": "Whether the service puts its mark on it; it does not, unless asked to.",
    "seed": "The same seed gives the same take, where the model keeps to it.",
    "revision": "Asks for a new take of the same thing, in a way that a review can see.",
    "model": "What makes it; where nothing is said, the provider's default.",
    "provider": "Who makes it; where nothing is said, `studio`.",
    "derive.provider": "Has no effect: what is derived is always made here.",
    "matrix": "One asset for each combination of these values; each sees its own as `{{axis}}`.",
    "output": "Where the finished file goes, instead of the project's output folder.",
    "studio": "Parameters that only the embedded studio has.",
    "letzai": "Parameters that only LetzAI has.",
    "letta": "Parameters that only Letta has.",
    "description": "What it is, for people who read the project.",
    "alt": "What is read out in place of it.",
    "tags": "Words to find it by.",
}

HEAD: Final[Mapping[str, str]] = {
    "version": "The version of this format: 1.",
    "project": "What holds for the whole project.",
    "project.name": "The project's name.",
    "project.output": "The folder of finished files, inside the project; `assets` unless said.",
    "vars": "Words and numbers that assets use as `{{name}}`.",
    "defaults": "What holds for every asset that does not say otherwise.",
    "defaults.provider": "Who makes assets that name no provider.",
    "budget": "What a build may spend.",
    "budget.max_credits": "The most credits a build may spend with each provider; it may only "
    "lower other limits.",
    "budget.deny_above": "A plan that costs more credits with any provider is refused.",
    "budget.warn_above": "A plan that costs more credits with any provider is warned of.",
    "budget.comment_above": "A pull request is commented on only where it costs more credits.",
    "budget.kinds": "The most credits a build may spend on each kind of asset with each provider.",
    "budget.models": "The most credits a build may spend with each model.",
    "include": "More files of this project, as paths or patterns; they hold vars and assets.",
    "moved": 'What renamed assets were called before: `old = "new"`. Nothing is made again.',
}


def about(kind: str, field: str) -> str:
    """Say what a field of a kind is for."""
    return ABOUT.get(f"{kind}.{field}") or ABOUT[field]
