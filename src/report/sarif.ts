/** SARIF 2.1.0: a run for each target, a rule for each clause that was found broken, a result for each cause. */
import { KIND_WORDS } from './finding-text.js';
import { plainText } from './plain-text.js';
import type { CauseResult, FindingResult, RunResult, TargetResult } from './result.js';
import { failingLine, findingFile } from './saved-finding.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** Names what the fingerprint is made of; another name where it is made otherwise. */
const FINGERPRINT = 'clauseAndTarget/v1';

/**
 * `result` as a SARIF log, as it is uploaded to code scanning.
 *
 * A result points at the failing line of its saved scenario, relative to the report's directory, and keeps its
 * fingerprint from run to run. What is expected is there as a suppressed result; what makes no run fail is a note.
 */
export function sarif(result: RunResult): string {
  const runs = result.targets.map((target) => runOf(target));
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs }, null, 2)}\n`;
}

function runOf(target: TargetResult) {
  const { ended, seed, kernel, profile, findings, stale } = target;
  return {
    tool: { driver: { name: 'abide', rules: rulesOf(target) } },
    // Uploads of several targets stand side by side.
    automationDetails: { id: `abide/${target.target}/` },
    invocations: [
      {
        executionSuccessful: ended.how === 'complete',
        ...(ended.how === 'failed'
          ? { toolExecutionNotifications: [{ level: 'error', message: { text: plainText(ended.reason) } }] }
          : {}),
      },
    ],
    originalUriBaseIds: { [REPORT]: { description: { text: 'The directory of the report.' } } },
    properties: { target: target.target, kernel, profile, seed },
    results: [
      ...findings.flatMap((finding) =>
        finding.causes.map((cause, nth) => causeResult(target, finding, cause, nth)),
      ),
      ...stale.map(({ clause, reason }) => ({
        ruleId: STALE,
        level: 'error',
        message: { text: plainText(`${clause} is expected to be broken, and is not any more: ${reason}`) },
      })),
    ],
  };
}

const REPORT = 'REPORT';
const STALE = 'stale-expectation';

function rulesOf({ findings, stale }: TargetResult) {
  const rules = findings.map(({ clause, prose, cite }) => ({
    id: clause,
    shortDescription: { text: prose ?? clause },
    ...(cite === undefined ? {} : { help: { text: `Written: ${cite}` } }),
  }));
  const old = {
    id: STALE,
    shortDescription: { text: 'An expectation is of something that does not happen.' },
  };
  return stale.length === 0 ? rules : [...rules, old];
}

function causeResult(target: TargetResult, finding: FindingResult, cause: CauseResult, nth: number) {
  const { clause, kind, unexpected, expectation, fingerprint } = finding;
  return {
    ruleId: clause,
    level: unexpected ? 'error' : 'note',
    message: { text: plainText(`${clause} ${KIND_WORDS[kind]}: ${cause.difference}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(findingFile(target, finding, nth)), uriBaseId: REPORT },
          region: { startLine: failingLine(target, finding, cause) },
        },
      },
    ],
    partialFingerprints: { [FINGERPRINT]: nth === 0 ? fingerprint : `${fingerprint}:${nth + 1}` },
    ...(expectation === undefined
      ? {}
      : { suppressions: [{ kind: 'external', justification: plainText(expectation.reason) }] }),
    properties: {
      observed: cause.observed,
      allowed: cause.allowed,
      scenario: cause.scenario,
      count: cause.count,
    },
  };
}
