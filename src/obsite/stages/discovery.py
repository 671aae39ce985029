"""The discover stage: which files there are, and whether anything is different from last time.

Imports nothing heavy: a build with nothing to do ends here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files as package_files
from pathlib import Path

from obsite.diagnostics.errors import ConfigurationError
from obsite.diagnostics.model import Diagnostic
from obsite.engine.digest import digest_bytes, digest_parts
from obsite.engine.inventory import Inventory, is_visible
from obsite.engine.inventory import discover as walk
from obsite.engine.makers import installed_versions, maker_string, native_versions, source_digest
from obsite.engine.reader import InputChanged, Place
from obsite.engine.seal import sealed
from obsite.engine.statcache import StatCache
from obsite.stages.options import BuildOptions
from obsite.stages.report import BuildReport, report_from

CONFIG, CONTENT, TEMPLATES = "site.yaml", "content", "templates"
# Libraries that shape the bytes of some output; the native ones lay out and draw the text of PDFs.
_LIBRARIES = (
    "jinja2", "markupsafe", "markdown", "pymdown-extensions", "pyyaml", "pydantic", "weasyprint", "pydyf",
    "pillow", "fonttools", "uharfbuzz", "brotli", "babel", "icalendar", "pyphen", "tinyhtml5",
    "duckdb", "shapely", "vl-convert-python", "openpyxl", "numpy",
)  # fmt: skip
_NATIVE = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset", "libfontconfig")
_FOR_DATA = ("jinja2", "duckdb", "numpy", "openpyxl", "shapely", "pydantic", "pyyaml")
_FOR_TEXTS = ("markdown", "pymdown-extensions", "pyyaml", "pydantic", "tinyhtml5")


def bundled_templates() -> Path:
    """Return the folder of the shipped theme: in the package when installed, else in the repository."""
    packaged = Path(str(package_files("obsite"))) / TEMPLATES
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / TEMPLATES


def template_folders(root: Path) -> tuple[Path, ...]:
    """Return where a site's templates are, its own before the shipped ones."""
    return tuple(dict.fromkeys((root / TEMPLATES, bundled_templates())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """All files a build may depend on, and the digest of everything together."""

    place: Place
    files: Mapping[str, str]  # site.yaml and content/: path relative to the site's root -> digest
    templates: Mapping[str, str]  # template name -> digest, the site's own before the shipped one
    own_templates: tuple[str, ...]  # names of those that the site has itself
    digest: str  # of everything together
    frame: str  # of everything but site.yaml and content/
    makers: Mapping[
        str, str
    ]  # digests: "source" of obsite itself, "texts", "data", "pdf" with their libraries
    diagnostics: tuple[Diagnostic, ...]
    _known: dict[str, bytes | None] = field(default_factory=dict, repr=False, compare=False)

    def template(self, name: str) -> bytes | None:
        """Return a template: the site's own, or else the shipped one. Each is read once for a build."""
        if name not in self._known:
            paths = (folder / name for folder in self.place.template_folders)
            path = next((path for path in paths if path.is_file()), None)
            data = path.read_bytes() if path else None
            self._known[name] = _as_found(data, self.templates.get(name), f"{TEMPLATES}/{name}")
        return self._known[name]

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file of the site; None if it cannot be read, which was reported.

        InputChanged if they are no longer what was found: what is made of them would be remembered under
        the digest of other bytes.
        """
        try:
            data = (self.place.root / path).read_bytes()
        except OSError:
            data = None
        return _as_found(data, self.files.get(path), path)

    def finished(self, options: BuildOptions) -> BuildReport | None:
        """Return the last build's report if this one would make the same, and its output is untouched."""
        payload = sealed(self.place, self.digest)
        return report_from(payload, options) if payload else None


def _as_found(data: bytes | None, digest: str | None, name: str) -> bytes | None:
    """Return a file's bytes if they are those that discovery saw; of a file it did not see, none."""
    if digest is not None and (data is None or digest_bytes(data) != digest):
        raise InputChanged(name)
    return data if digest is not None else None


def discover(options: BuildOptions) -> Discovery:
    """Return what there is to build from."""
    root = options.root
    if not (root / CONFIG).is_file():
        raise ConfigurationError(
            f"there is no {CONFIG} in {root}", "`obsite init` makes a site to begin with"
        )
    cache = StatCache(options.state / "stat.cache")
    content = walk(root, cache, folders=(CONTENT,), files=(CONFIG,), label="site")
    own, shipped = (
        walk(folder, cache, folders=(".",), accept=is_visible, label=label)
        for label, folder in (("templates", root / TEMPLATES), ("theme", bundled_templates()))
    )
    themes = [own, shipped]
    makers = _makers(cache)
    if options.state.is_dir() or content.files:
        cache.save()
    frame = _frame(options, themes, makers)
    return Discovery(
        place=Place(
            root=root,
            output=options.output_folder,
            state=options.state,
            template_folders=template_folders(root),
        ),
        files={file.path: file.digest for file in content.files},
        templates={file.path: file.digest for theme in reversed(themes) for file in theme.files},
        digest=digest_parts((frame, content.digest)),
        frame=frame,
        own_templates=tuple(file.path for file in own.files) if own.digest != shipped.digest else (),
        makers=makers,
        diagnostics=(*content.diagnostics, *map(_in_templates, (*own.diagnostics, *shipped.diagnostics))),
    )


def _in_templates(fault: Diagnostic) -> Diagnostic:
    """Return a finding about a template with its path from the top of the site."""
    return replace(fault, span=replace(fault.span, path=f"{TEMPLATES}/{fault.span.path}"))


def _makers(cache: StatCache) -> dict[str, str]:
    source, versions, native = source_digest(cache), installed_versions(_LIBRARIES), native_versions(_NATIVE)
    texts = {name: versions[name] for name in _FOR_TEXTS}
    data = {name: versions[name] for name in _FOR_DATA}
    return {
        "source": source,
        "texts": maker_string(source, texts),
        "data": maker_string(source, data),
        "pdf": maker_string(source, versions | native),
        "all": maker_string(source, versions),
    }


def _frame(options: BuildOptions, themes: list[Inventory], makers: Mapping[str, str]) -> str:
    chosen = (
        options.day.isoformat(),
        str(options.drafts),
        str(options.future),
        str(options.base_url),
        str(options.pdf),
        str(options.strict),
    )
    return digest_parts((*chosen, *(theme.digest for theme in themes), *makers.values()))
