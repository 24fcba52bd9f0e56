"""The Liquid that templates are written in: a small part of the language, with an end to everything.

Offered are the fields, text in quotation marks, whole numbers, `if`, `elsif`, `else`, `unless`, `case`, `when`,
`for`, `assign`, `comment`, and the filters of `template_filters`. Left out is what reaches beyond the letter
(`include`, `render`), keeps something from one place for another in ways that are hard to follow (`capture`,
`cycle`, `increment`), or is for HTML (`tablerow`, `escape`); `raw` too, since no letter needs literal braces.
No value has parts that could be walked to: `{{ company.name }}` is an error, but for `forloop.index` and its like.

Limits: a template of 10,000 characters and 400 tags, 500 characters to a tag, 20 deep; 200 rounds of all loops
together, and 1,000 characters of tags inside of them; a text of 50,000 bytes; and `MOST_WORK` characters handled by
fields and filters in all, which bounds what `assign` can keep, too. Time is not measured: the same template has the
same result everywhere, and the worst that was found takes some 50 milliseconds.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, NoReturn

from liquid import BoundTemplate, Environment, RenderContext, Token
from liquid.ast import Node
from liquid.builtin.expressions import FilteredExpression, KeywordArgument, LoopExpression, Path
from liquid.builtin.expressions.logical import EqExpression, NeExpression
from liquid.builtin.expressions.primitive import Blank, Empty, IntegerLiteral, RangeLiteral, StringLiteral
from liquid.builtin.tags.case_tag import MultiExpressionBlockNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.exceptions import (
    FilterArgumentError,
    LiquidError,
    LiquidTypeError,
    LoopIterationLimitError,
    OutputStreamLimitError,
    ResourceLimitError,
)
from liquid.expression import Expression
from liquid.undefined import UNDEFINED
from liquid.utils import ReadOnlyChainMap

from reminders.drafting.template_errors import TemplateError
from reminders.drafting.template_fields import FIELDS, Value
from reminders.drafting.template_filters import FILTERS, LONGEST_TEXT, filtered, weight
from reminders.drafting.template_markup import DEEPEST, TAGS, did_you_mean, pieces, shortly

MOST_ROUNDS = 200
MOST_WORK = 500_000
_TOO_DEEP = "This template is too deep in itself. Write it in a simpler way."
_NAMES = {field.name for field in FIELDS}
_OF_A_LOOP = {"first", "index", "index0", "last", "length", "rindex", "rindex0"}
_LIKE = {
    "": "{{ company }} or {{ company | upcase }}",
    "if": "{% if topics %}",
    "elsif": "{% elsif fit %}",
    "unless": "{% unless topics %}",
    "case": "{% case number %}",
    "when": "{% when 2 %}",
    "for": "{% for part in parts %}",
    "assign": '{% assign parts = topics | split: "," %}',
}
_ALONE = {
    "if": ("", "{% endif %}"),
    "elsif": ("{% if 1 %}", "{% endif %}"),
    "unless": ("", "{% endunless %}"),
    "case": ("", "{% endcase %}"),
    "when": ("{% case 1 %}", "{% endcase %}"),
    "for": ("", "{% endfor %}"),
}


class _Working(RenderContext):
    """One working out of a template, with account kept of the work it makes."""

    __slots__ = ("rounds", "work")

    def __init__(self, template: BoundTemplate, **known: Any) -> None:
        super().__init__(template, **known)
        self.work = self.rounds = 0
        # Without Liquid's `now` and `today`, which look at the clock.
        self.scope = ReadOnlyChainMap(self.locals, self.globals)

    def get(self, path: list[object], *, token: Token | None, default: object = UNDEFINED) -> object:
        value = super().get(path, token=token, default=default)
        self._spend(value)
        return value

    def filter(self, name: str, token: Token | None) -> Any:
        return partial(self._filtered, name)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Count what Liquid does not: loops after one another."""
        self.rounds += length
        if self.rounds > MOST_ROUNDS:
            raise LoopIterationLimitError(token=None)

    def _filtered(self, name: str, value: object, *given: object) -> object:
        self._spend(value)
        done = filtered(name, value, given)
        self._spend(done)
        return done

    def _spend(self, value: object) -> None:
        self.work += weight(value)
        if self.work > MOST_WORK:
            raise ResourceLimitError(token=None)


class _Template(BoundTemplate):
    context_class = _Working


class _Language(Environment):
    template_class = _Template
    block_nesting_limit = DEEPEST + 1
    loop_iteration_limit = MOST_ROUNDS
    output_stream_limit = LONGEST_TEXT


_LANGUAGE = _Language()
_LANGUAGE.tags = {
    name: tag
    for name, tag in _LANGUAGE.tags.items()
    if name in TAGS or name in {"content", "output", "illegal"}
}
_LANGUAGE.filters = {}


@lru_cache(maxsize=64)
def parsed(source: str) -> BoundTemplate:
    """The template, ready to be worked out. Raises `TemplateError` for whatever is not offered."""
    found = pieces(source)
    try:
        for piece in found:
            before, after = _ALONE.get(piece.name, ("", ""))
            if piece.name in _LIKE and not _parses(before + piece.text + after):
                raise TemplateError(
                    piece.line,
                    f"{shortly(piece.text)} cannot be read. Write it like {_LIKE[piece.name]}.",
                )
        template = _LANGUAGE.from_string(source)
        _Check(source).nodes(template.nodes, frozenset(_NAMES), in_loop=False)
    except LiquidError as error:
        raise TemplateError(_line(source, error.token), "This cannot be read. Look at its tags.") from None
    except RecursionError:
        raise TemplateError(0, _TOO_DEEP) from None
    return template


def worked_out(source: str, fields: Mapping[str, Value]) -> str:
    """The text that the template makes of these fields. Raises `TemplateError`."""
    template = parsed(source)
    try:
        return template.render(fields)
    except LiquidError as error:
        raise TemplateError(_line(source, error.token), _plainly(error)) from None
    except RecursionError:
        raise TemplateError(0, _TOO_DEEP) from None


def _parses(text: str) -> bool:
    try:
        _LANGUAGE.from_string(text)
    except LiquidError:
        return False
    return True


def _line(source: str, token: Token | None) -> int:
    if token is None or token.start_index < 0:
        return 0
    return source.count("\n", 0, token.start_index) + 1


def _plainly(error: LiquidError) -> str:
    if isinstance(error, FilterArgumentError):
        return str(error.message)
    if isinstance(error, LoopIterationLimitError):
        return f"The loops go round too often: {MOST_ROUNDS:,} times are the most, all together."
    if isinstance(error, OutputStreamLimitError):
        return "The text grows too long here. Print less, or go round less often."
    if isinstance(error, ResourceLimitError):
        return "This template makes too much work. Use fewer filters and loops."
    if isinstance(error, LiquidTypeError):
        return "These two cannot be compared: compare two texts, or two numbers."
    return "This cannot be worked out. Write it in a simpler way."


class _Check:
    """Goes through a parsed template: only offered names, nothing walked into, every number bounded."""

    def __init__(self, source: str) -> None:
        self.source = source

    def nodes(self, nodes: list[Node], known: frozenset[str], *, in_loop: bool) -> frozenset[str]:
        """Check these in their order; gives the names known after them, with those they assign."""
        for node in nodes:
            if isinstance(node, MultiExpressionBlockNode):
                self._when(node)
            for expression in node.expressions():
                self._expression(expression, known, in_loop)
            inside = known | {*node.block_scope()} if isinstance(node, ForNode) else known
            looping = in_loop or isinstance(node, ForNode)
            after = self.nodes(list(_children(node)), inside, in_loop=looping)
            known |= {*node.template_scope()} | (after - inside)
        return known

    def _expression(self, expression: Expression, known: frozenset[str], in_loop: bool) -> None:
        match expression:
            case Path():
                self._path(expression, known, in_loop)
            case RangeLiteral():
                self._range(expression)
            case LoopExpression():
                self._loop(expression)
            case FilteredExpression():
                self._filters(expression)
            case EqExpression() | NeExpression():
                if any(_is_nothing(side) for side in (expression.left, expression.right)):
                    self._refuse(
                        expression, "To ask whether something is there, write {% if topics %} alone."
                    )
            case Blank() | Empty():
                self._refuse(expression, "The words blank and empty are not offered here.")
        for each in expression.children():
            self._expression(each, known, in_loop)

    def _when(self, node: MultiExpressionBlockNode) -> None:
        """Liquid writes a block once for each value that matches: with the same value twice in each of many
        blocks inside of one another there would be no end to it."""
        found = node.expression.children()
        told = {each.value for each in found if isinstance(each, StringLiteral | IntegerLiteral)}
        if len(told) < len(found):
            self._refuse(
                node.expression, "A {% when %} needs texts in quotation marks, or numbers, each once."
            )

    def _path(self, path: Path, known: frozenset[str], in_loop: bool) -> None:
        name = path.path[0]
        if not isinstance(name, str):
            self._refuse(path, "A field has to be called by its name, without square brackets.")
        if name == "forloop" and in_loop:
            if len(path.path) != 2 or path.path[1] not in _OF_A_LOOP:
                self._refuse(path, "Of a loop there is forloop.index, forloop.first and forloop.last.")
        elif name not in known:
            self._refuse(path, f"There is no field called {shortly(name)}.{did_you_mean(name, {*known})}")
        elif len(path.path) > 1:
            self._refuse(
                path, f"There is nothing inside {shortly(name)}. Write {{{{ {shortly(name)} }}}} alone."
            )

    def _range(self, expression: RangeLiteral) -> None:
        first, last = expression.start, expression.stop
        if not isinstance(first, IntegerLiteral) or not isinstance(last, IntegerLiteral):
            self._refuse(expression, "A range needs two whole numbers, as in (1..3).")
        if max(abs(first.value), abs(last.value)) > MOST_ROUNDS or last.value - first.value >= MOST_ROUNDS:
            self._refuse(expression, f"This range is too long: {MOST_ROUNDS:,} are the most.")

    def _loop(self, loop: LoopExpression) -> None:
        for part in (loop.limit, loop.offset):
            if part is not None and not (isinstance(part, IntegerLiteral) and 0 <= part.value <= MOST_ROUNDS):
                self._refuse(loop, "In a loop, limit and offset need a whole number, as in limit: 3.")

    def _filters(self, expression: FilteredExpression) -> None:
        for used in expression.filters or ():
            name, takes = used.name, FILTERS.get(used.name)
            if takes is None:
                problem = f"There is no filter called {shortly(name)}.{did_you_mean(name, {*FILTERS})}"
                raise TemplateError(_line(self.source, used.token), problem)
            named = any(isinstance(each, KeywordArgument) for each in used.args)
            if named or not takes.fewest <= len(used.args) <= takes.most:
                problem = f"The filter {name} takes {_values(takes.fewest, takes.most)} after it."
                raise TemplateError(_line(self.source, used.token), problem)

    def _refuse(self, expression: Expression, problem: str) -> NoReturn:
        raise TemplateError(_line(self.source, expression.token), problem)


# Liquid asks for a context to look included templates up, of which there are none.
_NO_CONTEXT = RenderContext(_LANGUAGE.from_string(""))


def _children(node: Node) -> Iterator[Node]:
    yield from node.children(_NO_CONTEXT, include_partials=False)


def _is_nothing(expression: Expression) -> bool:
    blank = isinstance(expression, StringLiteral) and not expression.value.strip()
    return blank or isinstance(expression, Blank | Empty)


def _values(fewest: int, most: int) -> str:
    if most == 0:
        return "no value"
    if fewest == most == 1:
        return "one value"
    return f"{('up to', 'one or')[fewest]} {('one', 'two')[most - 1]} value{'s' * (most > 1)}"
