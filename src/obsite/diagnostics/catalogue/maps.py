"""Codes about maps and the shapes they are drawn from."""

from __future__ import annotations

from obsite.diagnostics.catalogue.entry import Entry
from obsite.diagnostics.model import Severity

ENTRIES = (
    Entry(
        code="invalid-geometry",
        severity=Severity.ERROR,
        headline="A file of shapes cannot be drawn.",
        why="Every map of its code list would be empty.",
        example="geometry:\n  - file: municipalities.geojson\n    id: code    # the file calls it `ags`",
        cure="Follow the message: name the right property or layer, or export the file again "
        "as GeoJSON in WGS 84.",
    ),
    Entry(
        code="missing-shape",
        severity=Severity.WARNING,
        headline="Codes of a list have no shape.",
        why="Their values are in tables and charts, but a reader looks for them in vain on the map.",
        example="A file of shapes made before two municipalities were merged.",
        cure="Take shapes of the same version as the code list, or say in `version:` which one they are of.",
    ),
    Entry(
        code="unknown-shape",
        severity=Severity.WARNING,
        headline="Shapes have codes that the code list does not have.",
        why="They stay grey: nothing can be said about them.",
        example='{"properties": {"id": "07"}} for a region that the list calls R07.',
        cure="Correct the codes in the file, or name the property that holds the list's codes.",
    ),
    Entry(
        code="no-shapes",
        severity=Severity.ERROR,
        headline="A map is asked for, and there are no shapes for its codes.",
        why="The map would be empty.",
        example="/// map\nindicator: exports-by-product\n///",
        cure="Declare a file of shapes in `geometry:` of the code list, or show a chart.",
    ),
    Entry(
        code="total-on-choropleth",
        severity=Severity.WARNING,
        headline="Amounts were to be shown by the colour of areas.",
        why="Large and populous areas have more of everything, so such a map shows little but their size. "
        "Circles of proportional area are drawn instead.",
        example="/// map\nindicator: population\nform: areas\n///",
        cure="Show a rate instead, such as a value per inhabitant, or say `form: circles`.",
    ),
)
