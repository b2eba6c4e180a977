/** A verdict in words. */
import { counted, plainText, wrap } from '../report/index.js';
import type { Divergence, Verdict } from '../oracle/index.js';
import { printEvent } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import type { Failure } from '../trial/index.js';

/** The verdict in one line, or, where something departs, in a few: what is promised, seen and allowed. */
export function verdictText(spec: Spec, verdict: Verdict, width: number): string {
  return (WORDS[verdict.kind] as (verdict: Verdict, spec: Spec, width: number) => string)(
    verdict,
    spec,
    width,
  );
}

/** A law that was broken, in words. */
export function violationText(spec: Spec, { clause, step, difference }: Failure, width: number): string {
  return [
    `breaks the law ${clause} at step ${step + 1}`,
    promise(spec, clause, width),
    wrap(plainText(difference), width, '  '),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

const WORDS: {
  readonly [K in Verdict['kind']]: (
    verdict: Extract<Verdict, { kind: K }>,
    spec: Spec,
    width: number,
  ) => string;
} = {
  conforms: ({ fired }) => `conforms (${counted(fired.length, 'clause')} fired)`,
  diverges: ({ divergence }, spec, width) =>
    `diverges at step ${divergence.step + 1}\n${departure(spec, divergence, width)}`,
  differs: ({ divergence }, spec, width) =>
    `differs (precedence) at step ${divergence.step + 1}\n${departure(spec, divergence, width)}`,
  unsupported: ({ call }) => `unsupported: the target lacks ${call}`,
  unspecified: ({ clause, reason }) => `unspecified: ${clause}: ${reason}`,
  inconclusive: ({ reason }) => plainText(`inconclusive: ${reason}`),
  crash: ({ step, reason }) => plainText(`crash: the target died at step ${step + 1}: ${reason}`),
};

function departure(spec: Spec, { clause, difference, allowed }: Divergence, width: number): string {
  return [
    `  clause ${clause}`,
    promise(spec, clause, width),
    wrap(plainText(difference), width, '  '),
    ...allowed.map(({ events, clauses }) => {
      const words = events.map((event) => plainText(printEvent(event))).join('; ') || 'nothing';
      return wrap(`allowed: ${words}${clauses.length === 0 ? '' : `  (${clauses.join(', ')})`}`, width, '  ');
    }),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function promise(spec: Spec, clause: string, width: number): string {
  const { prose, cite } = spec.clauses.get(clause)?.text ?? {};
  return [
    ...(prose === undefined ? [] : [`promise: ${prose}`]),
    ...(cite === undefined ? [] : [`written: ${cite}`]),
  ]
    .map((line) => wrap(line, width, '  '))
    .join('\n');
}
