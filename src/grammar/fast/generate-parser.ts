/**
 * A fast parser for a format, as JavaScript text that is compiled in memory: one pass, no backtracking,
 * every choice decided by what comes next (decide.ts).
 */
import {
  afterElement,
  atEnd,
  beforeLiteral,
  behindBody,
  decideChoice,
  decideFirst,
  decideNext,
  decideOptional,
  followings,
  type Beginning,
  type Following,
} from '../decide.js';
import { lookBehind } from '../behind-ends.js';
import { setOf } from '../byte-set.js';
import { describe, mayBeEmpty } from '../describe.js';
import { quoted } from '../failure.js';
import { handle, walk, type Handlers, type Node, type NodeOf } from '../ir.js';
import { must } from '../must.js';
import { referredIn } from '../references.js';
import { labelsOf, shapeOf } from '../shape.js';
import type { Mode } from './leaves.js';
import { ParserText } from './parser-text.js';

/** The text of the parser of `root`, which passed check-shape and check-choices, and what it fails with. */
export function generateParser(
  root: Node,
  mode: Mode,
): { code: string; expectations: ParserText['expectations'] } {
  const out = new ParserText(mode, referredIn(root));
  const result = out.fresh('result');
  takeValue(root, { out, rest: atEnd, target: result });
  return { code: out.finish(result), expectations: out.expectations };
}

/** Where a node is taken: what follows it, and the variables for its fields or its value, if they are wanted. */
interface Place {
  readonly out: ParserText;
  readonly rest: Following;
  readonly fields?: ReadonlyMap<string, string> | undefined;
  readonly target?: string | undefined;
}

/** Takes a node whose value, or whose record, goes into `at.target`. */
function takeValue(node: Node, at: Place): void {
  const { out, rest, target } = at;
  const { kind } = shapeOf(node);
  if (target === undefined || kind === 'value' || kind === 'nothing') handle(TAKE, node, at);
  else if (kind === 'record')
    out.write(`${target}=${out.call('record', (result) => takeRecord(node, result, at))};`);
  else
    out.write(
      `${target}=${out.call('list', (result) => handle(TAKE, node, { out, rest, target: result }))};`,
    );
}

function takeRecord(node: Node, target: string, { out, rest }: Place): void {
  const fields = new Map(labelsOf(node).map(({ name }) => [name, out.fresh('v')]));
  if (fields.size > 0) out.write(`let ${[...fields.values()].join(',')};`);
  handle(TAKE, node, { out, rest, fields });
  const members = [...fields].map(([label, variable]) => `${JSON.stringify(label)}:${variable}`);
  out.write(`${target}={${members.join(',')}};`);
}

const TAKE: Handlers<[at: Place], void> = {
  literal: (node, { out }) => out.literal(node.bytes),
  number: (node, { out, target }) => out.leaf(node, target),
  decimal: (node, { out, target }) => out.leaf(node, target),
  binary: (node, { out, target }) => out.leaf(node, target),
  text: (node, { out, rest, target }) =>
    out.leaf(node, target, node.ends === undefined ? '' : out.look(lookBehind(node.ends, rest))),
  same: (node, { out }) => out.write(`literal(${out.kept(node.of)},${out.expect(describe(node))});`),
  padded: takePadded,
  words: (node, { out, target }) => out.leaf(node, target),
  raw: takeRaw,
  extra: takeExtra,
  field: takeField,
  entry: takeEntry,
  table: (node, at) =>
    at.out.mode === 'strict' ? handle(TAKE, node.body, at) : takeLinesInAnyOrder(node, at),
  rule: (node, at) => handle(TAKE, node.body, at),
  sequence: takeSequence,
  optional: takeOptional,
  choice: takeChoice,
  repeat: takeRepeat,
};

function takeRaw(node: NodeOf<'raw'>, { out, rest, target }: Place): void {
  const call = out.call('raw', (result) => {
    const start = out.fresh('start');
    out.write(`const ${start}=p;`);
    handle(TAKE, node.body, { out, rest });
    out.write(`${result}=s.slice(${start},p);`);
  });
  out.write(target === undefined ? `${call};` : `${target}=${call};`);
}

function takeExtra(node: NodeOf<'extra'>, { out }: Place): void {
  if (out.mode === 'strict') return;
  const kept = out.fresh('x');
  const take = out.leafFunction({ kind: 'text', set: node.set, min: 0, max: Infinity });
  out.write(`const ${kept}=${take}(0);if(${kept}!=='')keep(${JSON.stringify(node.label)},${kept});`);
}

function takeField(node: NodeOf<'field' | 'entry'>, { out, rest, fields }: Place): void {
  const isReferred = out.referred.has(node.body);
  const start = out.fresh('start');
  if (isReferred) out.write(`const ${start}=p;`);
  takeValue(node.body, { out, rest, target: fields?.get(node.label) });
  if (isReferred) out.write(`${out.kept(node.body)}=s.slice(${start},p);`);
}

function takePadded(node: NodeOf<'padded'>, at: Place): void {
  const { out } = at;
  const [start, e] = [out.fresh('start'), out.expect([`padding to ${node.width} bytes`])];
  out.write(`const ${start}=p;`);
  if (node.align === 'right') {
    const most = mayBeEmpty(node.body) ? `p-${start}<${node.width}&&` : '';
    out.write(`while(${most}s.charCodeAt(p)===32)p++;`);
  }
  handle(TAKE, node.body, { ...at, rest: behindBody(node, at.rest) });
  if (node.align === 'left') takePadding(node.width, start, e, at);
  else if (out.mode === 'strict')
    out.write(
      `if(p-${start}<${node.width}||p-${start}>${node.width}&&s.charCodeAt(${start})===32)fail(${start},${e});`,
    );
  out.skipped = [];
}

/** Spaces behind a body that began at `start`; tolerant: any number, but those that what follows begins with. */
function takePadding(width: number, start: string, e: number, { out, rest }: Place): void {
  if (out.mode === 'strict') {
    out.write(`while(p-${start}<${width}){if(s.charCodeAt(p)!==32)fail(p,${e});p++}`);
    return;
  }
  const own = Math.min(...rest(LONGEST_SPACES).map(leadingSpaces));
  const [from, to, exact] = [out.fresh('from'), out.fresh('to'), out.fresh('exact')];
  out.write(`const ${from}=p;while(s.charCodeAt(p)===32)p++;const ${to}=p,`);
  out.write(`${exact}=Math.max(${from},${start}+${width});p=${exact};`);
  out.write(`if(${exact}>${to}||!${out.look(rest(1))})p=Math.max(${from},${to}-${own});`);
}

const LONGEST_SPACES = 8;

function leadingSpaces(beginning: Beginning): number {
  const first = beginning.findIndex((step) => step.run || step.set !== setOf(' '));
  return first < 0 ? beginning.length : first;
}

function takeEntry(node: NodeOf<'entry'>, { out, rest, fields }: Place): void {
  out.literal(node.key);
  takeField(node, { out, rest: beforeLiteral(node.end, rest), fields });
  out.literal(node.end);
}

function takeSequence(node: NodeOf<'sequence'>, { out, rest, fields, target }: Place): void {
  const follow = followings(node.items, rest);
  node.items.forEach((item, index) => {
    const gives = shapeOf(item).kind !== 'nothing';
    handle(TAKE, item, { out, rest: must(follow[index]), fields, target: gives ? target : undefined });
  });
}

function takeOptional(node: NodeOf<'optional'>, at: Place): void {
  const { out } = at;
  const [take] = must(decideOptional(node, at.rest));
  const also = [...out.skipped, ...describe(node.body)];
  out.write(`if(${out.look(must(take))}){`);
  handle(TAKE, node.body, at);
  out.write('}');
  out.skipped = also;
}

function takeChoice(node: NodeOf<'choice'>, at: Place): void {
  const { out } = at;
  const looks = must(decideChoice(node, at.rest));
  const also = out.skipped;
  node.options.forEach((option, index) => {
    out.write(`${index === 0 ? '' : 'else '}if(${out.look(must(looks[index]))}){`);
    out.skipped = [];
    takeValue(option.body, at);
    out.write('}');
  });
  out.skipped = also;
  out.write(`else fail(p,${out.expect(describe(node))});`);
  out.skipped = [];
}

function takeRepeat(node: NodeOf<'repeat'>, { out, rest, target }: Place): void {
  const [items, item, i] = [out.fresh('list'), out.fresh('item'), out.fresh('i')];
  const isWanted = target !== undefined;
  out.write(`${isWanted ? `const ${items}=[];` : ''}let ${i}=0;for(;${goesOn(node, i, out, rest)};${i}++){`);
  if (isWanted) out.write(`let ${item};`);
  if (node.separator !== '') {
    out.write(`if(${i}>0){`);
    out.literal(node.separator);
    out.write('}');
  }
  takeValue(node.body, { out, rest: afterElement(node, rest), target: isWanted ? item : undefined });
  out.write(isWanted ? `${items}.push(${item});}${target}=${items};` : '}');
  const isFixed = node.min === node.max || node.list !== undefined;
  if (out.referred.has(node)) out.write(`${out.kept(node)}=${i};`);
  out.skipped = isFixed ? [] : node.separator === '' ? describe(node.body) : [quoted(node.separator)];
}

/** The condition under which the repetition takes its element number `i`. */
function goesOn(node: NodeOf<'repeat'>, i: string, out: ParserText, rest: Following): string {
  if (node.list) return `${i}<${out.kept(node.list)}`;
  if (node.min === node.max) return `${i}<${node.max}`;
  const look = (beginnings: (readonly Beginning[])[] | undefined): string =>
    beginnings ? out.look(must(beginnings[0])) : 'true';
  const next = look(decideNext(node, rest));
  const first = node.separator === '' ? next : look(decideFirst(node, rest));
  const more = `(${i}<${node.min}||(${i}===0?${first}:${next}))`;
  return node.max === Infinity ? more : `${i}<${node.max}&&${more}`;
}

/** Tolerant mode: lines in any order; unknown keys and repeated ones are kept; a word that is new passes as text. */
function takeLinesInAnyOrder(node: NodeOf<'table'>, { out, fields }: Place): void {
  const [line, split, key] = [out.fresh('line'), out.fresh('split'), out.fresh('key')];
  out.write(`for(;;){const ${line}=s.indexOf(${JSON.stringify(node.end)},p);if(${line}<0)break;`);
  out.write(`const ${split}=s.slice(p,${line}).indexOf(${JSON.stringify(node.keyEnd)});if(${split}<1)break;`);
  out.write(`const ${key}=s.slice(p,p+${split});p+=${split}+${node.keyEnd.length};switch(${key}){`);
  for (const entry of walk(node.body)) {
    if (entry.kind !== 'entry') continue;
    const variable = must(fields?.get(entry.label));
    out.skipped = [];
    out.write(`case ${JSON.stringify(entry.label)}:if(${variable}!==undefined)break;`);
    if (isWord(entry.body)) out.write(`${variable}=s.slice(p,${line});p=${line};`);
    else takeValue(entry.body, { out, rest: beforeLiteral(entry.end, atEnd), target: variable });
    out.literal(entry.end);
    out.write('continue;');
  }
  out.write(`}keep(${key},s.slice(p,${line}));p=${line}+${node.end.length};}`);
  out.skipped = [];
}

function isWord(node: Node): boolean {
  return node.kind === 'words' || (node.kind === 'rule' && isWord(node.body));
}
