/** Expectations as the text of their file: what is read from it is what was printed. */
import { Document } from 'yaml';
import type { Expectation } from './expectation.js';

const SCHEMA = '# yaml-language-server: $schema=../../spec/schema/expectations.json\n';
const WIDTH = 110;

/** The file of `target`, sorted by clause; `about` are comment lines at its head. */
export function printExpectations(
  target: string,
  expectations: readonly Expectation[],
  about: readonly string[] = [],
): string {
  const sorted = [...expectations].sort((a, b) => (a.clause < b.clause ? -1 : 1));
  const entries = new Map(sorted.map((one) => [one.clause, entryOf(one)]));
  const document = new Document({ target, expectations: entries });
  const body = document.toString({ lineWidth: WIDTH, singleQuote: true, flowCollectionPadding: false });
  return `${SCHEMA}${about.map((line) => `# ${line}\n`).join('')}${body}`;
}

function entryOf(one: Expectation): Readonly<Record<string, unknown>> {
  const { observed, reason, versions, expires, rare } = one;
  return {
    observed: observed.length === 1 ? observed[0] : observed,
    reason,
    ...('link' in one ? { link: one.link } : {}),
    versions,
    expires,
    ...(rare === true ? { rare } : {}),
  };
}
