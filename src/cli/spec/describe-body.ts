/** The stages of a call or of an operation as text, in the order in which they are carried out. */
import type { Body, Effect } from '../../spec/index.js';
import { refusalLines, resultLines, waitLines } from './describe-clause.js';
import { section, wrapped } from './lines.js';

/** The stages that there are, each under its heading. */
export function bodyLines(body: Body): string[] {
  return [
    ...section('Refusals, in this order:', body.refusals.flatMap(refusalLines)),
    ...section('Waits:', body.waits === undefined ? [] : waitLines(body.waits)),
    ...section('Effect:', body.effect.flatMap(effectLines)),
    ...section('Results:', body.results.flatMap(resultLines)),
    ...caseLines(body.cases),
  ];
}

function effectLines(effect: Effect): string[] {
  const when = effect.kind === 'let' || effect.when === undefined ? '' : `   when ${effect.when.source}`;
  return wrapped(`${EFFECT_TEXTS[effect.kind](effect as never)}${when}`, 2);
}

const EFFECT_TEXTS: {
  readonly [Kind in Effect['kind']]: (effect: Extract<Effect, { kind: Kind }>) => string;
} = {
  let: ({ name, value }) => `let ${name} = ${value.source}`,
  do: ({ action }) => action.source,
  put: ({ argument, value }) => `put ${value.source} to ${argument}`,
};

function caseLines(cases: Body['cases']): string[] {
  if (cases === undefined) return [];
  const each = [...cases.is].flatMap(([constant, inner]) => [
    '',
    `Where ${cases.of} is ${constant}:`,
    ...indented(inner),
  ]);
  const otherwise =
    cases.otherwise === undefined
      ? []
      : ['', `With any other ${cases.of}:`, ...refusalLines(cases.otherwise)];
  return [...each, ...otherwise];
}

function indented(body: Body): string[] {
  return bodyLines(body)
    .filter((line) => line !== '')
    .map((line) => `  ${line}`);
}
