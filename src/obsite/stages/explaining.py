"""`obsite why`: what an output was made from and what changed last, from the last build's manifest.

Whether it is up to date a plan says, as the next build would make it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from obsite.diagnostics.errors import UsageError
from obsite.engine.manifest import Files, Manifest
from obsite.engine.why import Reason, explain, told
from obsite.stages.options import BuildOptions
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
            lines += [explanation.made_from(), explanation.made_because(), _state(output, now)]
    if len(found) > _SHOWN:
        lines.append(f"{len(found) - _SHOWN} more outputs are made from it.")
    return lines


def _state(output: str, now: Outdated | None) -> str:
    if now is None:
        return "Whether it is up to date cannot be said: the site has errors, which `obsite check` names."
    if output not in now:
        return "The next build removes it."
    return (
        f"The next build makes it again, because {told(now[output])}." if now[output] else "It is up to date."
    )


def _outputs(manifest: Manifest, path: str, folder: str) -> list[str]:
    plain = path.strip("/").removeprefix(f"{folder}/")
    for name in (plain, f"{plain}/index.html" if plain else "index.html"):
        if name in manifest.records:
            return [name]
    made = [
        output
        for output, record in manifest.records.items()
        if _is_source(plain, record.source, record.sources)
    ]
    return sorted(made, key=lambda output: (PurePosixPath(output).suffix != ".html", output))


def _is_source(path: str, source: str, sources: list[str]) -> bool:
    return path == source or path in sources
