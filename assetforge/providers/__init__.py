"""Those who make assets, as pure conversations: they say what to do and are told what came back."""
