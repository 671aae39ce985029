"""Code lists: names, parents, versions, changes and groups, and what is wrong with them."""

from __future__ import annotations

import pytest

from obsite.data.code_parts import kind_of_change

LIST = "classifications/regions.csv"


def compiled_list(compile_files, table, **more):
    files = {LIST: table} | {f"classifications/regions.{end}": data for end, data in more.items()}
    compiled = compile_files({name.replace("_", "."): data for name, data in files.items()})
    return compiled, compiled.bank.codelists["regions"]


def test_names_by_language_and_version(compile_files):
    table = "code,name,name_de,name_pt-BR,label_2010\nA,Alpha,Alfa,Alfá,Old Alpha\nB,,,,\n"
    compiled, regions = compiled_list(compile_files, table)
    assert not compiled.found
    assert regions.label("A", lang="de") == "Alfa"
    assert regions.label("A", version="2010", lang="de") == "Old Alpha"
    assert regions.label("A", version="2020") == "Alpha"
    assert (regions.label("B"), regions.label("X")) == ("B", "X")


def test_parents_and_levels(compile_files):
    compiled, regions = compiled_list(
        compile_files, "code,name,parent,level\nA1,One,A,1\nA,Alpha,,0\nA11,Oneone,A1,2\n"
    )
    assert not compiled.found
    assert regions.ancestors("A11") == ("A1", "A")
    assert regions.children("A") == ("A1",)
    assert regions.at_level("1") == ("A1",)


def test_versions_are_those_of_the_codes_if_the_yaml_names_none(compile_files):
    _, regions = compiled_list(
        compile_files, "code,name,versions\nA,Alpha,2016;2021\nB,Beta,2021\nC,Gamma,\n"
    )
    assert (regions.meta.versions, regions.version) == (("2016", "2021"), "2021")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("code,name\nA,Alpha\nA,Beta\n", [("duplicate-code", 3, "The code `A` is listed twice")]),
        (
            "code,name,parent\nA,Alpha,B\n",
            [("unknown-parent", 2, "The parent `B` of `A` is not in the list")],
        ),
        ("code,name,parent\nA,Alpha,A\n", [("code-cycle", 2, "The code `A` is its own ancestor")]),
        (
            "code,name,parent\nA,Alpha,C\nB,Beta,A\nC,Gamma,B\n",
            [("code-cycle", 2, "The code `A` is its own ancestor")],
        ),
        ("cod,name\nA,Alpha\n", [("missing-column", 1, "The list has no column `code`")]),
        ("code,name,paren\nA,Alpha,\n", [("unknown-column", 1, "The column `paren` has no meaning")]),
        ("code,name\n,Alpha\n", [("unknown-code", 2, "The code is empty")]),
        ("", [("empty-table", 1, "The table is empty")]),
        ("code,name\nA\n", [("ragged-row", 2, "This row has 1 cell, but the header names 2 columns")]),
    ],
)
def test_faults_of_a_list(compile_files, table, told):
    compiled, _ = compiled_list(compile_files, table)
    assert [one for one in compiled.told if one[2] != "The column `cod` has no meaning"] == told


def test_levels_and_versions_must_be_declared_if_any_are(compile_files):
    yaml = "versions: [2016]\nlevels: {0: {name: country}}\n"
    compiled, _ = compiled_list(
        compile_files, "code,name,level,versions,label_2017\nA,Alpha,1,2015,x\n", yaml=yaml
    )
    assert [message.split(" is not")[0] for _, _, message in compiled.told] == [
        "The level `1`", "The version `2015`", "The version `2017`",
    ]  # fmt: skip


def test_former_codes_are_known_from_the_table_of_changes(compile_files):
    changes = "from_version,to_version,code_old,code_new,change,note\n2010,2020,X,A,recoded,\n2010,2020,Y,,discontinued,Ypsilon\n"
    compiled, regions = compiled_list(
        compile_files, "code,name,parent,level,versions\nR,Root,,0,\nA,Alpha,R,1,2020\n", changes_csv=changes
    )
    assert not compiled.found
    former = regions.codes["X"]
    assert (former.name, former.parent, former.level, former.versions) == ("Alpha", "R", "1", ("2010",))
    assert regions.codes["Y"].name == "Ypsilon"
    assert regions.meta.versions == ("2010", "2020")


@pytest.mark.parametrize(
    ("words", "old", "new", "kind"),
    [
        ("recoded", "A", "B", "recoded"), ("relabelled and recoded", "A", "B", "recoded"), ("name change", "A", "A", "relabelled"),
        ("recoded (boundary change)", "A", "B", "boundary"), ("boundary shift; lost C", "A", "A", "boundary"),
        ("discontinued; split into new B and C", "A", "", "split"), ("split", "A", "B", "split"), ("merge of A and B", "A", "C", "merged"),
        ("new region", "", "B", "new"), ("discontinued", "A", "", "discontinued"), ("", "A", "B", "recoded"), ("", "", "B", "new"), ("", "A", "", "discontinued"),
    ],
)  # fmt: skip
def test_kinds_of_changes(words, old, new, kind):
    assert kind_of_change(words, old, new) == kind


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("2015,2020,A,B,split", 1, "The version `2015` is not one of those that the list declares"),
        ("2010,,A,B,split", 6, "The version is empty"),
        ("2020,2010,A,B,split", 6, "The change leads from version 2020 to 2010"),
        ("2010,2010,A,B,split", 6, "The change leads from version 2010 to 2010"),
        ("2010,2020,,,split", 11, "The row names neither an old code nor a new one"),
        ("2010,2020,A,C,split", 13, "The new code `C` is not in the list"),
        ("2010,2020,A,B,exploded", 15, "What `exploded` means is not known"),
    ],
)
def test_faults_of_a_table_of_changes(compile_files, row, column, words):
    head = "from_version,to_version,code_old,code_new,change\n2010,2020,X,A,recoded\n"
    more = {"changes_csv": f"{head}{row}\n", "yaml": "versions: [2010, 2020]\n"}
    compiled, regions = compiled_list(compile_files, "code,name\nA,Alpha\nB,Beta\n", **more)
    assert [one.message for one in compiled.found] == [words]
    assert (compiled.found[0].span.line, compiled.found[0].span.column) == (3, column)
    assert [change.old for change in regions.changes] == ["X"]


def test_groups(compile_files):
    table = "code,name\nA,Alpha\nB,Beta\nU,Union\n"
    groups = "group,code,name\nU,A,\nU,B,\nNEW,A,The new one\nNEW,X,\n"
    compiled, regions = compiled_list(compile_files, table, groups_csv=groups)
    assert compiled.told == [("unknown-code", 5, "The code `X` is not in the list")]
    assert regions.groups == {"U": ("A", "B"), "NEW": ("A",)}
    assert regions.label("NEW") == "The new one"


def test_a_list_that_nobody_uses_is_read_all_the_same(compile_files):
    compiled, regions = compiled_list(compile_files, "code,name\nA,Alpha\n")
    assert regions.codes["A"].line == 2
    assert compiled.bank.indicators == {}


def test_tables_of_shapes_are_no_lists(compile_files):
    files = {LIST: "code,name\nA,Alpha\n", "classifications/regions.tiles.2016.csv": "code,col,row\nA,1,1\n"}
    assert list(compile_files(files).bank.codelists) == ["regions"]


def test_faults_of_a_description(compile_files):
    yaml = "titel: Regions\nkind: regions\nversions: [2016, 2021]\ndefault_version: 2012\n"
    compiled, _ = compiled_list(compile_files, "code,name\nA,Alpha\n", yaml=yaml)
    assert [(code, line) for code, line, _ in compiled.told] == [
        ("unknown-key", 1),
        ("invalid-value", 2),
        ("invalid-value", 4),
    ]
    assert compiled.found[-1].message == "There is no version `2012`"
