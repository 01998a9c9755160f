"""Manifests with nothing wrong in them, for editors and for the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD: Final = 'version = 1\n[project]\nname = "spring"\n'

SMALLEST: Final = 'version = 1\nproject.name = "spring"\n'

EVERY_FIELD: Final = """\
version = 1
include = ["campaigns/*.toml"]

[project]
name = "spring"
output = "finished"

[vars]
product = "Acme One bottle"
seconds = 4
warm = true
share = 0.5

[defaults]
provider = "studio"

[defaults.image]
watermark = false
tags = ["spring"]

[defaults.derive]
format = "webp"

[budget]
max_credits = 12.5

[source.logo]
path = "brand/Logo.PNG"
description = "The logo"
alt = "A leaf"
tags = ["brand"]

[image.hero]
prompt = "A {{product}}"
model = "flux2"
provider = "studio"
size = "1600x900"
aspect_ratio = "16:9"
resolution = "2k"
quality = "high"
creativity = 3
watermark = true
seed = 0
revision = 2
output = "finished/hero.avif"
matrix = { locale = ["en", "de"], shelf = [1, 2.5, true] }
studio = { palette = "warm", grain = 3 }
letzai = { system_version = 3 }
letta = { moderation = "low" }

[image.long]
prompt_file = "prompts/long.txt"
quality = 80

[edit.beach]
from = ["hero", "logo"]
prompt = "Put the logo on the towel"
strength = 0.5

[edit.skin]
from = "hero@en-2.5"
skin = { face = true, body = false, eyes = true, mouth = true, nose = true, intensity = 5 }

[upscale.large]
from = "beach"
resolution = "4k"
strength = 2
size = "3200x1800"

[video.clip]
from = ["hero", "beach"]
duration = 2.5
resolution = "720p"
sound = true
high_quality = false

[video.scenes]
shots = [{ prompt = "A door opens", duration = 2 }, { prompt = "It closes" }]

[video-edit.slow]
from = "clip"
prompt = "Half speed"

[derive.poster]
from = "clip"
at = 1.5
width = 640
height = 360
fit = "cover"
crop = "0,0,640,360"
background = "#00ff7F"
format = "jpeg"
quality = 70
"""

TEMPLATES: Final = (
    HEAD
    + """
[image.hero]
prompt = "A {{product}}"
size = "{{width}}x900"
resolution = "{{tier}}"
quality = "{{care}}"
creativity = "{{freedom}}"
watermark = "{{mark}}"
seed = "{{seed}}"
output = "{{locale}}/hero"

[edit.night]
from = "hero-{{time}}"
prompt = "Night"
skin = { face = "{{face}}", intensity = "{{much}}" }

[edit.pair]
from = ["hero", "{{other}}"]
prompt = "Both"

[video.clip]
prompt = "Waves"
duration = "{{seconds}}"
shots = [{ prompt = "{{first}}", duration = "{{seconds}}" }]

[derive.thumb]
from = "{{which}}"
width = "{{side}}"
crop = "{{ratio}}"
background = "{{colour}}"
format = "{{format}}"
at = "{{second}}"
"""
)

INCLUDED: Final = """\
[vars]
city = "Lisbon"

[image.lisbon]
prompt = "{{city}} in spring"
"""

WORDS_BY_DEFAULT: Final = (
    HEAD
    + """
[defaults.image]
prompt_file = "prompts/{{name}}.txt"

[image.hero]
size = "640x360"
"""
)

# The large example of the design, which a later change of the format must still read.
CAMPAIGN: Final = """\
version = 1

[project]
name   = "spring-launch"
output = "assets"

[vars]
product = "Acme One bottle"

[defaults]
provider = "letzai"
[defaults.image]
model = "gemini-3-pro-image"
resolution = "2k"
watermark = false

[budget]
max_credits = 5000

[source.logo]
path = "brand/logo.png"

[image.hero]
prompt = "Studio photo of a {{product}} on wet marble, morning light"
size = "1600x900"

[edit.hero-beach]
from = ["hero", "logo"]
prompt = "Move the scene to a beach at sunset and put the logo on the towel"
aspect_ratio = "16:9"

[upscale.hero-4k]
from = "hero-beach"
model = "nano-banana-pro"
resolution = "4k"

[video.hero-clip]
from = "hero-4k"
prompt = "Slow dolly in, waves moving"
model = "veo31"
duration = 8

[derive.hero-thumb]
from = "hero-4k"
width = 640
format = "webp"

[image.banner]
matrix = { locale = ["en", "de"], ratio = ["16:9", "9:16"] }
prompt = "Banner for {{product}}, text in {{locale}}"
aspect_ratio = "{{ratio}}"
"""

SOUND: Final[Mapping[str, str]] = {
    "smallest": SMALLEST,
    "every-field": EVERY_FIELD,
    "templates": TEMPLATES,
    "included": INCLUDED,
    "words-by-default": WORDS_BY_DEFAULT,
    "campaign": CAMPAIGN,
}
