"""A declaration and its checked partition become the Indicator that the rest of the program works with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from obsite.data.codelist import Code, CodeList, CodeListMeta
from obsite.data.compiling import Compiled
from obsite.data.declarations import Declaration
from obsite.data.indicator import Dimension, DimensionMeta, Indicator, Partition

_LONGEST_BARE = 5
TOTAL_NAMES = {"de": "Insgesamt", "es": "Total", "fr": "Total", "it": "Totale", "nl": "Totaal"}


def declared_list(name: str, dimension: DimensionMeta, lists: Mapping[str, CodeList]) -> CodeList | None:
    """Return the code list that a dimension is checked against; None if it takes the table's own codes."""
    if dimension.list:
        return lists.get(dimension.list)
    if not dimension.codes:
        return None
    codes = [Code(code=code, name=text or code) for code, text in dimension.codes.items()]
    if dimension.total and dimension.total not in dimension.codes:
        codes.insert(0, _total(dimension.total))
    return _made_list(name, dimension, codes)


def declared_lists(declaration: Declaration, lists: Mapping[str, CodeList]) -> dict[str, CodeList]:
    """Return, by dimension, the code lists that a table is checked against."""
    return {
        name: found
        for name, dimension in declaration.dimensions.items()
        if (found := declared_list(name, dimension, lists))
    }


def assemble(declaration: Declaration, compiled: Compiled, lists: Mapping[str, CodeList]) -> Indicator:
    """Return a sound indicator."""
    dimensions = tuple(
        _dimension(name, dimension, compiled, lists) for name, dimension in declaration.dimensions.items()
    )
    partition = Partition(
        digest=compiled.digest,
        rows=compiled.rows,
        periods=compiled.periods,
        frequency=compiled.frequency,
        flags=compiled.flags,
        source_path=declaration.table or declaration.path,
        decimals=compiled.decimals,
    )
    return Indicator(
        id=declaration.id,
        path=declaration.path,
        meta=declaration.meta,
        dimensions=dimensions,
        partition=partition,
        digest=_digest(declaration, partition, dimensions),
        places=declaration.places,
    )


def _dimension(
    name: str, dimension: DimensionMeta, compiled: Compiled, lists: Mapping[str, CodeList]
) -> Dimension:
    found = set(compiled.used[name])
    total = compiled.totals.get(name, "")
    codelist = declared_list(name, dimension, lists)
    if codelist is None:
        codes = [Code(code=code, name=code) for code in compiled.used[name] if code != total]
        if total in found:
            codes.insert(0, _total(total))
        codelist = _made_list(name, dimension, codes)
    version = dimension.version or codelist.version
    return Dimension(
        name=name,
        title=dimension.title or _title(name),
        codelist=codelist,
        version=version,
        total=total if total in found else "",
        default=dimension.default,
        used=tuple(code for code in codelist.codes if code in found),
    )


def _title(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _total(code: str) -> Code:
    """Return the code of a total that nobody has named; a mere code, such as T or ALL, needs a name."""
    is_bare = code == "_T" or (code.isupper() and len(code) <= _LONGEST_BARE)
    return Code(code=code, name="Total", names=TOTAL_NAMES) if is_bare else Code(code=code, name=code)


def _made_list(name: str, dimension: DimensionMeta, codes: Iterable[Code]) -> CodeList:
    by_code = {code.code: code for code in codes}
    digest = hashlib.blake2b(digest_size=16)
    for code in by_code.values():
        digest.update(f"{code.code}\0{code.name}\0".encode())
    return CodeList(
        name=name,
        path="",
        meta=CodeListMeta(title=dimension.title),
        codes=by_code,
        digest=digest.hexdigest(),
    )


def _digest(declaration: Declaration, partition: Partition, dimensions: tuple[Dimension, ...]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    parts = [declaration.id, declaration.meta.model_dump_json(), partition.digest]
    for dimension in dimensions:
        parts += [dimension.name, dimension.title, dimension.codelist.digest, dimension.version]
        parts += [dimension.total, *dimension.used]
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()
