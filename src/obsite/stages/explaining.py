"""`obsite why`: what an output was made from and what changed last, from the last build's manifest.

Whether it is up to date a plan says, as the next build would make it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from obsite.config import TEMPLATES_FOLDER
from obsite.diagnostics.errors import UsageError
from obsite.engine.manifest import Files, Manifest
from obsite.engine.why import Reason, explain
from obsite.stages.options import BuildOptions
from obsite.stages.sentences import because, made_because, made_from
from obsite.text.suggest import closest

_SHOWN = 8
Outdated = Mapping[str, tuple[Reason, ...]]  # for each output of a plan, why it would be made again


def explain_path(options: BuildOptions, path: str, outdated: Callable[[], Outdated | None]) -> list[str]:
    """Return sentences about an output, named by its file, its address, or the source it is made from."""
    manifest = Manifest.load(Files(options.state, options.root, options.output_folder).manifest)
    if manifest is None:
        raise UsageError("nothing has been built yet", "run `obsite build` first")
    found = _outputs(manifest, path, options.output_folder.name)
    if not found:
        guess = closest(path, manifest.records)
        raise UsageError(f"no output is called {path}", f"did you mean {guess}?" if guess else "")
    lines, now = [], outdated()
    for output in found[:_SHOWN]:
        explanation = explain(manifest, output)
        if explanation:
            own = partial(_is_own, options.root)
            lines += [made_from(explanation, own), made_because(explanation), _state(output, now)]
    if len(found) > _SHOWN:
        lines.append(f"{len(found) - _SHOWN} more outputs are made from it.")
    return lines


def _is_own(root: Path, template: str) -> bool:
    return (root / TEMPLATES_FOLDER / template).is_file()


def _state(output: str, now: Outdated | None) -> str:
    if now is None:
        return "Whether it is up to date cannot be said: the site has errors, which `obsite check` names."
    if output not in now:
        return "The next build removes it."
    return (
        f"The next build makes it again, because {because(now[output])}."
        if now[output]
        else "It is up to date."
    )


def _outputs(manifest: Manifest, path: str, folder: str) -> list[str]:
    plain = path.strip("/").removeprefix(f"{folder}/")
    for name in (plain, f"{plain}/index.html" if plain else "index.html"):
        if name in manifest.records:
            return [name]
    made = _made_from(manifest, plain)
    return sorted(made, key=lambda output: (PurePosixPath(output).suffix != ".html", output))


def _made_from(manifest: Manifest, path: str) -> Iterator[str]:
    """Yield the outputs that a file of the site has a part in: a text, a picture, a table, a template."""
    names = {("text", path), ("source", path), ("template", path.removeprefix(f"{TEMPLATES_FOLDER}/"))}
    for output, record in manifest.records.items():
        inputs = any((kind, name) in names for kind, name, _ in record.all_inputs)
        if inputs or path == record.source or path in record.sources:
            yield output
