"""Manifests with a single mistake each, called by what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.manifests.sound import HEAD

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    "half a pixel": _DERIVE.replace("64", "0.5"),
    "a width in quotes": _DERIVE.replace("64", '"64"'),
    "an unknown format": _DERIVE + 'format = "gif"\n',
    "an unknown fit": _DERIVE + 'fit = "stretch"\n',
    "a crop in words": _DERIVE + 'crop = "the middle"\n',
    "a colour by name": _DERIVE + 'background = "white"\n',
}
