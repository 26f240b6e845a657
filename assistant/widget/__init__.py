"""The chat widget: one script that a site puts on its page, with what it needs to know written into it."""

from assistant.widget.bundle import bundle
from assistant.widget.config import Config
from assistant.widget.kept import KeptScripts
from assistant.widget.script import Script, make_script

__all__ = ["Config", "Script", "Widget"]


class Widget:
    """The script as it is now, and earlier ones that pages hold to their hash."""

    def __init__(self, config: Config, kept: KeptScripts) -> None:
        """Make the script. Raises BundleError."""
        self.script = make_script(bundle(config.as_json()))
        self._kept = kept
        kept.keep(self.script)

    def version(self, name: str) -> Script | None:
        """The script of that version, an earlier one too as long as it is kept."""
        return self.script if name == self.script.version else self._kept.find(name)
