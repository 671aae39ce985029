"""Templates compiled to quicker code: what Jinja2 asks again at every value is decided when it compiles.

Jinja2 writes `escape(x)`, which makes an object of its own of every text; `context.call(f)`, which looks
five times into whatever is called; and `environment.getattr(x, "name")`, a function in Python. Most of the
time of a page goes there. The code written here does the same for the values that obsite's views and
functions are, and leaves all others to Jinja2.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_FUNCTIONS = frozenset({FunctionType, MethodType, BuiltinMethodType, partial})
# As `Markup` itself, which asks first what it is given.
marked: Callable[[str], Markup] = partial(str.__new__, Markup)
_PASSED = "jinja_pass_arg"  # what Jinja2 marks functions with that want more than their arguments


def shown(value: object) -> str:
    """Return a value as it stands in HTML: what `str(escape(value))` is."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str:
        text: str = value  # type: ignore[assignment]
        if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
            return escape(text)
        return text
    return escape(value)


def callee(context: Context, target: Any) -> Callable[..., Any]:
    """Return what is to be called where a template calls `target`."""
    kind = type(target)
    called: Callable[..., Any] = target
    if kind is QuickMacro and target.escapes:
        # A macro goes by the setting of the place it is written at, unless it is told that of its caller.
        called = target.escaped
    elif not (kind in _FUNCTIONS and _is_plain(target)):
        called = partial(context.call, target)
    return called


def _is_plain(function: Any) -> bool:
    """Return whether a function wants no more than its arguments."""
    if type(function) is MethodType and type(function.__func__) is FunctionType:
        return _PASSED not in function.__func__.__dict__  # a method has no attribute, and says so slowly
    return not hasattr(function, _PASSED)


class QuickMacro(Macro):
    """A macro that most calls reach without a look at how it might have been called."""

    def __init__(self, *values: Any) -> None:
        super().__init__(*values)
        self.escapes = bool(self._default_autoescape)
        self._plain = not (self.catch_kwargs or self.catch_varargs or self.caller)

    def escaped(self, *values: Any, **named: Any) -> Markup:
        """Return what the macro comes to where it is called from escaped text."""
        return marked(self.written(*values, **named))

    def written(self, *values: Any, **named: Any) -> str:
        """Return the same as a text that nothing is said about."""
        missed = self.arguments[len(values) :]
        if not self._plain or len(values) > self._argument_count or not named.keys() <= set(missed):
            return str(self(*values, **named))
        if missed:
            values += tuple(named.get(name, missing) for name in missed)
        return self._func(*values)


class QuickGenerator(CodeGenerator):
    """Jinja2's compiler, with other code for values that are shown, called and asked for a field.

    Only in text that is escaped throughout; where a template switches that off, all is as Jinja2 has it.
    Functions (not filters) that want the context are given it without the variables of blocks and loops: a
    theme has none.
    """

    _opened = False  # a bracket was written, and Jinja2 takes its comma for granted

    def write(self, x: str) -> None:
        if self._opened:
            self._opened, x = False, x.removeprefix(", ")
        super().write(x)

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self._asked: set[str] = set()
        self.writeline(f"from {__name__} import QuickMacro, callee, shown")
        self.writeline("from obsite.outputs.fragments import included")
        self.writeline("from obsite.outputs.macros import macros_of")
        super().visit_Template(node, frame)
        self.writeline(f"asks = {tuple(sorted(self._asked))!r}")
        self.writeline(f"leads_to = {referred(node)!r}")
        self.writeline(f"only_macros = {has_only_macros(node)!r}")

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        loads = frame.symbols.loads.values()
        self._asked.update(str(name) for action, name in loads if action == VAR_LOAD_RESOLVE)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if not node.with_context:
            super()._import_common(node, frame)
            return
        self.write("macros_of(environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}), context, {self.dump_local_context(frame)})")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        if not node.with_context or node.ignore_missing or not _is_named(node):
            super().visit_Include(node, frame)
            return
        self.start_write(frame, node)
        self.write("included(environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}), context, {self.dump_local_context(frame)})")
        self.end_write(frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("Quick")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _escapes(frame) and finalize.src is None:
            self.write("shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        # The object is kept in a name of its own, for the rare case that it has no such field.
        self.write("(_found if (_found := getattr((_asked := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr(_asked, {node.attr!r}))")

    @optimizeconst
    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if not _escapes(frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("callee(context, ")
        self.visit(node.node, frame)
        self.write(")(")
        self._opened = True
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


def referred(node: nodes.Template) -> tuple[tuple[str, bool], ...] | None:
    """Return the templates that one names, and whether it imports them.

    None if it names one by a variable or looks for several.
    """
    names: dict[tuple[str, bool], None] = {}
    for one in node.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        if not _is_named(one):
            return None
        template: Any = one.template  # type: ignore[attr-defined]
        names[template.value, isinstance(one, nodes.Import | nodes.FromImport)] = None
    return tuple(names)


def _is_named(node: Any) -> bool:
    return isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)


def has_only_macros(node: nodes.Template) -> bool:
    """Return whether a template computes nothing by itself: it only says what its macros are."""
    return all(
        isinstance(one, nodes.Macro | nodes.Import | nodes.FromImport)
        or (isinstance(one, nodes.Output) and all(isinstance(part, nodes.TemplateData) for part in one.nodes))
        for one in node.body
    )


def _escapes(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile
