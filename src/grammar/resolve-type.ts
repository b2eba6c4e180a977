/** Built-in types with their arguments to nodes. */
import type { Place } from './notation/problem.js';
import type { Argument, Expression } from './notation/syntax.js';
import type { DecimalNode, Node, NumberNode, TextNode } from './ir.js';
import { isBytes } from './references.js';
import { namedArguments, type Named, type NamedArguments, type TypeContext } from './type-arguments.js';
import { BINARY_TYPES, DECIMAL_TYPES, NUMBER_TYPES } from './types.js';
import { must } from './must.js';

const NOTHING: Node = { kind: 'literal', bytes: '' };

/** The node of a built-in type; unknown or wrong arguments are reported to `context`. */
export function resolveType(expression: Named, context: TypeContext): Node {
  if (NUMBER_TYPES.has(expression.name)) return numberNode(expression, context);
  if (DECIMAL_TYPES.has(expression.name)) return decimalNode(expression, context);
  if (BINARY_TYPES.has(expression.name)) return binaryNode(expression, context);
  return must(OTHERS[expression.name])(expression, context);
}

const OTHERS: Readonly<Record<string, (expression: Named, context: TypeContext) => Node>> = {
  text: textNode,
  raw: rawNode,
  extra: extraNode,
  padded: paddedNode,
  same: sameNode,
};

function numberNode(expression: Named, context: TypeContext): NumberNode {
  const type = must(NUMBER_TYPES.get(expression.name));
  const named = namedArguments(expression, ['width', 'pad', 'upper', 'prefix'], context);
  const pad = named.string('pad') ?? (type.radix === 10 ? ' ' : '0');
  if (pad !== ' ' && pad !== '0') context.problem(expression.place, 'pad is " " or "0"');
  return {
    kind: 'number',
    ...type,
    width: named.number('width') ?? 1,
    pad: pad === '0' ? '0' : ' ',
    upper: (named.number('upper') ?? 0) !== 0,
    prefix: named.string('prefix') ?? '',
  };
}

/** Of 32 bits a double holds every value exactly up to this many digits behind the point. */
const MOST_DIGITS = { 32: 6, 64: 18 };

function decimalNode(expression: Named, context: TypeContext): DecimalNode {
  const bits = must(DECIMAL_TYPES.get(expression.name));
  const named = namedArguments(expression, ['digits', 'signed', 'width'], context);
  const digits = named.number('digits') ?? 0;
  if (digits < 1 || digits > MOST_DIGITS[bits])
    context.problem(
      expression.place,
      `${expression.name} has 1 to ${MOST_DIGITS[bits]} digits behind the point`,
      `write ${expression.name}(digits=2)`,
    );
  const signed = (named.number('signed') ?? 0) !== 0;
  return { kind: 'decimal', digits, bits, signed, width: named.number('width') ?? 1 };
}

function binaryNode(expression: Named, context: TypeContext): Node {
  namedArguments(expression, [], context);
  return { kind: 'binary', ...must(BINARY_TYPES.get(expression.name)) };
}

const TEXT_ARGUMENTS = ['min', 'max', 'last', 'within', 'ends', 'backslash', 'octal'];

function textNode(expression: Named, context: TypeContext): TextNode {
  const set = expression.args?.[0];
  if (set?.kind !== 'set')
    context.problem(expression.place, 'text needs the set of its bytes', 'write text([^\\n])');
  const named = namedArguments(expression, TEXT_ARGUMENTS, context, set?.kind === 'set' ? 1 : 0);
  return {
    kind: 'text',
    set: set?.kind === 'set' ? set.value : 0n,
    min: named.number('min') ?? 0,
    max: named.number('max') ?? Infinity,
    ...textEnd(expression.place, named, context),
    ...textEscape(named),
  };
}

function textEnd(
  place: Place,
  named: NamedArguments,
  context: TypeContext,
): Pick<TextNode, 'last' | 'within' | 'ends'> {
  const [last, within, ends] = [named.string('last'), named.string('within'), named.string('ends')];
  if (within !== undefined && last === undefined)
    context.problem(place, "'within' says where 'last' is looked for", 'write last=")" too');
  if (ends !== undefined && last !== undefined)
    context.problem(place, "a text ends by 'last' or by 'ends', not by both");
  if (ends !== undefined) return { ends };
  if (last === undefined) return {};
  return within === undefined ? { last } : { last, within };
}

function textEscape(named: NamedArguments): Pick<TextNode, 'escape'> {
  const [backslash, octal] = [named.string('backslash'), named.string('octal')];
  if (backslash !== undefined) return { escape: { scheme: 'backslash', bytes: backslash } };
  return octal === undefined ? {} : { escape: { scheme: 'octal', bytes: octal } };
}

function rawNode(expression: Named, context: TypeContext): Node {
  const body = argumentBody(expression);
  namedArguments(expression, [], context, 1);
  if (body?.kind === 'literal') return { kind: 'words', words: [body.bytes] };
  if (body) return { kind: 'raw', body: context.scope.inside(() => context.expression(body)) };
  context.problem(expression.place, 'raw needs what it matches', 'write raw(rule)');
  return NOTHING;
}

function extraNode(expression: Named, context: TypeContext): Node {
  const [label, set] = expression.args ?? [];
  namedArguments(expression, [], context, 2);
  if (label?.kind === 'string' && set?.kind === 'set')
    return { kind: 'extra', label: label.value, set: set.value };
  context.problem(expression.place, 'extra needs a name and a set of bytes', 'write extra("more", [^\\n])');
  return NOTHING;
}

function paddedNode(expression: Named, context: TypeContext): Node {
  const body = argumentBody(expression);
  const named = namedArguments(expression, ['width', 'align'], context, 1);
  const [width, align] = [named.number('width'), named.string('align') ?? 'left'];
  if (body === undefined || width === undefined)
    context.problem(
      expression.place,
      'padded needs what it pads, and to how many bytes',
      'write padded(x, width=8)',
    );
  if (align !== 'left' && align !== 'right')
    context.problem(expression.place, 'align is "left" (spaces come behind) or "right" (before)');
  if (body === undefined) return NOTHING;
  return {
    kind: 'padded',
    body: context.expression(body),
    width: width ?? 0,
    align: align === 'right' ? 'right' : 'left',
  };
}

/** What stands first between the brackets: a set and a string are expressions too. */
function argumentBody({ args }: Named): Expression | undefined {
  const [body] = args ?? [];
  if (body === undefined || body.name !== undefined || body.kind === 'number') return undefined;
  if (body.kind === 'set') return { kind: 'set', set: body.value, place: body.place };
  if (body.kind === 'string') return { kind: 'literal', bytes: body.value, place: body.place };
  return body.value;
}

function sameNode(expression: Named, context: TypeContext): Node {
  const [arg] = expression.args ?? [];
  namedArguments(expression, [], context, 1);
  const label = arg && labelOf(arg);
  if (label === undefined) {
    context.problem(expression.place, 'same needs the label of an earlier text', 'write same(name)');
    return NOTHING;
  }
  const of = context.scope.find(label);
  if (!of)
    context.problem(
      expression.place,
      `no text stands before this under '${label}'`,
      context.scope.hint(label),
    );
  else if (!isBytes(of)) context.problem(expression.place, `what stands under '${label}' is no text`);
  return of ? { kind: 'same', label, of } : NOTHING;
}

function labelOf(arg: Argument): string | undefined {
  if (arg.kind === 'string') return arg.value;
  if (arg.kind !== 'expression' || arg.value.kind !== 'name' || arg.value.args !== undefined)
    return undefined;
  return arg.value.name;
}
