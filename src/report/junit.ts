/** JUnit XML: a suite for each target, a case for each clause that it should keep. */
import XMLBuilder from 'fast-xml-builder';
import type { ClauseState, Standing } from './clause-state.js';
import { standings } from './clause-state.js';
import { findingHeadline, findingLines, KIND_WORDS } from './finding-text.js';
import { plainText } from './plain-text.js';
import type { FindingResult, RunResult, TargetResult } from './result.js';

/** An element as the builder reads it: attributes begin with `@`, text is `#text`, all else are elements within. */
type Element = Readonly<Record<string, unknown>>;

/**
 * `result` as a JUnit report.
 *
 * A clause that is broken is a failure; one that nothing made happen is skipped, with the reason; one whose breach is
 * expected is skipped as well; another choice of refusal passes, and is told as output. A target that could not go on
 * and a stale expectation have cases of their own. Whatever XML 1.0 cannot hold is written as `\xNN`.
 */
export function junit(result: RunResult): string {
  const suites = result.targets.map((target) => suiteOf(result, target));
  const builder = new XMLBuilder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
  });
  const root = { '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, testsuites: { testsuite: suites } };
  return builder.build(root);
}

function suiteOf(result: RunResult, target: TargetResult): Element {
  const cases = [
    ...standings(result, target)
      .filter(({ state }) => state !== 'absent')
      .map((standing) => caseOf(result, target, standing)),
    ...endOf(target),
  ];
  const having = (word: string) => cases.filter((one) => word in one).length;
  const { seed, kernel, profile, privileged, blocking } = target;
  const facts = { seed, kernel, profile, privileged, blocking };
  return {
    '@name': xmlText(`abide ${target.target}`),
    '@tests': cases.length,
    '@failures': having('failure'),
    '@errors': having('error'),
    '@skipped': having('skipped'),
    '@time': (target.milliseconds / 1000).toFixed(3),
    ...(result.at === undefined ? {} : { '@timestamp': result.at.replace(/\.\d+Z$/, '') }),
    properties: {
      property: Object.entries(facts).map(([name, value]) => ({
        '@name': name,
        '@value': xmlText(String(value)),
      })),
    },
    testcase: cases,
  };
}

function caseOf({ clauses }: RunResult, target: TargetResult, standing: Standing): Element {
  const { clause, state } = standing;
  return {
    '@classname': xmlText(`${target.target}.${clauses[clause]?.owner ?? clause.replace(/\/.*/s, '')}`),
    '@name': xmlText(clause),
    ...OUTCOMES[state](target, standing),
  };
}

type Outcome = (target: TargetResult, standing: Standing) => Element;

const skipped: Outcome = (_target, { why }) => ({
  skipped: { '@message': xmlText(why ?? 'nothing tried it') },
});

const OUTCOMES: Readonly<Record<ClauseState, Outcome>> = {
  broken: (target, { finding }) => ({ failure: told(target, finding) }),
  expected: (_target, { finding }) => ({
    skipped: { '@message': xmlText(`expected: ${finding?.expectation?.reason ?? ''}`) },
  }),
  differs: (target, { finding }) => ({ 'system-out': told(target, finding)['#text'] }),
  kept: () => ({}),
  unsupported: skipped,
  never: skipped,
  unreached: skipped,
  absent: skipped,
};

function told(target: TargetResult, finding: FindingResult | undefined): Element {
  if (finding === undefined) return {};
  return {
    '@type': xmlText(KIND_WORDS[finding.kind]),
    '@message': xmlText(findingHeadline(finding)),
    '#text': findingLines(target, finding).map(xmlText).join('\n'),
  };
}

/** What went wrong besides clauses. */
function endOf({ target, ended, stale }: TargetResult): Element[] {
  const named = (name: string, what: Element) => ({
    '@classname': xmlText(target),
    '@name': xmlText(name),
    ...what,
  });
  const failed =
    ended.how === 'failed'
      ? [named('the trial goes on to its end', { error: { '@message': xmlText(ended.reason) } })]
      : [];
  const old = stale.map(({ clause, reason }) =>
    named(`expectation of ${clause}`, {
      failure: { '@type': 'stale', '@message': xmlText(`it is not found any more: ${reason}`) },
    }),
  );
  return [...failed, ...old];
}

/** `text` without what XML 1.0 has no way to hold: control characters, halves of pairs, U+FFFE and U+FFFF. */
function xmlText(text: string): string {
  return plainText(text).replace(/[\p{Surrogate}\ufffe\uffff]/gu, '\ufffd');
}
