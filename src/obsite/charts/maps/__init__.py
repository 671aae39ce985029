"""Maps: shapes of a code list's codes, the classing of their values, and what a map shows of them.

`Shapes` are made from a geometry file once (`reading.read_shapes`); `MapData` are the values of one
map; `scene.scene` makes of it what the template shows. Templates draw: shapes are ready strings.
"""
