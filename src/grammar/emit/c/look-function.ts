/** Looks of several steps as C functions: a tree, so that each byte is looked at once, whichever case it tells. */
import { rangeSet, setOf, type ByteSet } from '../../byte-set.js';
import { must } from '../../must.js';
import type { Look } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';
import { byteTest, runTest } from './byte-tests.js';

type Steps = Extract<Look, { kind: 'steps' }>['any'][number];

/** A beginning, and what the function returns if the text goes on like it. */
interface Case {
  readonly steps: Steps;
  readonly result: string;
}

/** The name of a function (p, end) that answers the look. */
export function lookFunction(look: Look, text: ProgramText): string {
  const cases = beginningsOf(look).map((steps) => ({ steps, result: 'true' }));
  return text.defined('look', [
    'static bool NAME(abide_at p, abide_at end) {',
    ...branches(cases, 'p', 1, text).map((line) => `  ${line}`),
    '  return false;',
    '}',
  ]);
}

/** The name of a function (p, end) that gives the number of the look that says yes, or -1. */
export function choiceFunction(looks: readonly Look[], text: ProgramText): string {
  const cases = looks.flatMap((look, index) =>
    beginningsOf(look).map((steps) => ({ steps, result: String(index) })),
  );
  return text.defined('choose', [
    'static int NAME(abide_at p, abide_at end) {',
    ...branches(cases, 'p', 1, text).map((line) => `  ${line}`),
    '  return -1;',
    '}',
  ]);
}

function beginningsOf(look: Look): readonly Steps[] {
  if (look.kind === 'steps') return look.any;
  if (look.kind === 'byte') return [[{ set: look.set, run: false }]];
  return look.any.map((bytes) => Array.from(bytes).map((byte) => ({ set: setOf(byte), run: false })));
}

function branches(cases: readonly Case[], place: string, depth: number, text: ProgramText): string[] {
  const end = cases.find(({ steps }) => steps.length === 0);
  if (end) return [`return ${end.result};`];
  const groups = new Map<string, Case[]>();
  for (const each of cases) {
    const { set, run } = must(each.steps[0]);
    const key = `${run}${set}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const { set, run } = must(must(group[0]).steps[0]);
    const rest = group.map(({ steps, result }) => ({ steps: steps.slice(1), result }));
    const next = `q${depth}`;
    const isLast = rest.some(({ steps }) => steps.length === 0);
    const isHex = run && set === HEX && !isLast;
    const head = isHex
      ? [`const abide_at ${next} = abide_hex_run(${place}, end);`, `if (${next} != ${place}) {`]
      : [`if (${byteTest(set, place, text)}) {`];
    const advance =
      isHex || isLast ? [] : [`abide_at ${next} = ${place} + 1;`, ...(run ? [runOn(set, next, text)] : [])];
    const inside = [...advance, ...branches(rest, next, depth + 1, text)];
    return [...head, ...inside.map((line) => `  ${line}`), '}'];
  });
}

const HEX = rangeSet(0x30, 0x39) | rangeSet(0x61, 0x66);

function runOn(set: ByteSet, place: string, text: ProgramText): string {
  return `while (${runTest(set, place, text)}) ${place}++;`;
}
