"""Manifests for the editor schema: sound ones, and ones with a single mistake in them."""

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

_IMAGE: Final = HEAD + '[image.hero]\nprompt = "A bottle"\n'
_EDIT: Final = _IMAGE + '[edit.night]\nfrom = "hero"\nprompt = "At night"\n'
_VIDEO: Final = _IMAGE + '[video.clip]\nfrom = "hero"\n'
_DERIVE: Final = _IMAGE + '[derive.thumb]\nfrom = "hero"\nwidth = 64\n'

MISTAKES: Final[Mapping[str, str]] = {
    # the head
    "no version": '[project]\nname = "spring"\n',
    "a later version": HEAD.replace("1", "2"),
    "a version in quotes": HEAD.replace("1", '"1"'),
    "no project": "version = 1\n",
    "no name": "version = 1\n[project]\n",
    "an empty name": HEAD.replace("spring", " "),
    "a name that is a number": HEAD.replace('"spring"', "7"),
    "an unknown table": HEAD + '[imgae.hero]\nprompt = "A bottle"\n',
    "an unknown key of the project": HEAD + 'owner = "me"\n',
    "an endpoint": HEAD + '[defaults]\nbase_url = "https://example.com"\n',
    "defaults of an unknown kind": HEAD + '[defaults.imgae]\nsize = "640x360"\n',
    "a default that is no field": _IMAGE + "[defaults.image]\nwidht = 640\n",
    "inputs by default": _EDIT + '[defaults.edit]\nfrom = ["hero"]\n',
    "a matrix by default": _IMAGE + '[defaults.image]\nmatrix = { locale = ["de"] }\n',
    "a budget below nothing": HEAD + "[budget]\nmax_credits = -1\n",
    "a budget in words": HEAD + '[budget]\nmax_credits = "much"\n',
    "an include that is no list": 'include = "campaigns/*.toml"\n' + HEAD,
    "a list as a var": HEAD + '[vars]\ncolours = ["red"]\n',
    # names and places
    "a name with a space": HEAD + '[image."big hero"]\nprompt = "A bottle"\n',
    "an asset that is no table": HEAD + '[image]\nhero = "A bottle"\n',
    "a kind that is no table": 'image = "A bottle"\n' + HEAD,
    "a source without a path": HEAD + '[source.logo]\nalt = "A leaf"\n',
    "a source of another format": HEAD + '[source.logo]\npath = "brand/logo.gif"\n',
    "an output without an extension": _IMAGE + 'output = "finished/hero"\n',
    # words
    "a misspelt key": _IMAGE + "widht = 640\n",
    "a key of another kind": _IMAGE + "duration = 4\n",
    "no prompt": HEAD + '[image.hero]\nsize = "640x360"\n',
    "no prompt, in spite of other defaults": HEAD
    + '[defaults.image]\nsize = "640x360"\n[image.hero]\nseed = 1\n',
    "no prompt for a film from nothing": HEAD + "[video.clip]\nduration = 4\n",
    "an empty prompt": HEAD + '[image.hero]\nprompt = ""\n',
    "a prompt that is a number": HEAD + "[image.hero]\nprompt = 3\n",
    "two prompts": _IMAGE + 'prompt_file = "prompts/hero.txt"\n',
    "two prompts by default": HEAD
    + '[defaults.image]\nprompt = "A"\nprompt_file = "b.txt"\n[image.hero]\n',
    # values
    "an unknown tier": _IMAGE + 'resolution = "9k"\n',
    "a tier that is a number": _IMAGE + "resolution = 2\n",
    "a size in words": _IMAGE + 'size = "large"\n',
    "a size that is a number": _IMAGE + "size = 1600\n",
    "a ratio with a slash": _IMAGE + 'aspect_ratio = "16/9"\n',
    "a seed below nothing": _IMAGE + "seed = -1\n",
    "half a seed": _IMAGE + "seed = 1.5\n",
    "a seed that is a switch": _IMAGE + "seed = true\n",
    "a seed in words": _IMAGE + 'seed = "any"\n',
    "too much creativity": _IMAGE + "creativity = 101\n",
    "a switch in words": _IMAGE + 'watermark = "no"\n',
    "a switch that is a number": _IMAGE + "watermark = 0\n",
    "an unknown quality": _IMAGE + 'quality = "best"\n',
    "half a quality": _IMAGE + "quality = 0.5\n",
    "tags that are no list": _IMAGE + 'tags = "spring"\n',
    "a tag that is a number": _IMAGE + 'tags = ["spring", 1]\n',
    "a provider's parameter that is a list": _IMAGE + "letzai = { mode = [1] }\n",
    # inputs
    "no input": HEAD + '[edit.night]\nprompt = "At night"\n',
    "an input that is a number": _IMAGE + '[edit.night]\nfrom = 3\nprompt = "At night"\n',
    "an input that is no name": _IMAGE + '[edit.night]\nfrom = "the hero"\nprompt = "Dark"\n',
    "an empty list of inputs": _IMAGE + '[edit.night]\nfrom = []\nprompt = "At night"\n',
    "a list with a number in it": _IMAGE + '[edit.night]\nfrom = ["hero", 1]\nprompt = "Dark"\n',
    "two inputs of an upscale": _EDIT + '[upscale.big]\nfrom = ["hero", "night"]\n',
    "an unknown part of the skin": _EDIT + "skin = { hair = true }\n",
    "skin too intense": _EDIT + "skin = { intensity = 6 }\n",
    # films
    "a film without a length": _VIDEO + "duration = 0\n",
    "a film of many words": _VIDEO + 'duration = "short"\n',
    "a shot without words": _VIDEO + "shots = [{ duration = 2 }]\n",
    "an unknown key of a shot": _VIDEO + 'shots = [{ prompt = "A", seconds = 2 }]\n',
    # matrices
    "an axis called name": _IMAGE + 'matrix = { name = ["a"] }\n',
    "an axis that is no list": _IMAGE + 'matrix = { locale = "de" }\n',
    "an axis without values": _IMAGE + "matrix = { locale = [] }\n",
    "a list of lists": _IMAGE + 'matrix = { locale = [["en", "de"]] }\n',
    "a matrix that is no table": _IMAGE + 'matrix = ["en", "de"]\n',
    # derived
    "a width of nothing": _DERIVE.replace("64", "0"),
    "a width in quotes": _DERIVE.replace("64", '"64"'),
    "an unknown format": _DERIVE + 'format = "gif"\n',
    "an unknown fit": _DERIVE + 'fit = "stretch"\n',
    "a crop in words": _DERIVE + 'crop = "the middle"\n',
    "a colour by name": _DERIVE + 'background = "white"\n',
}
