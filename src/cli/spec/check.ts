/** `abide spec check`: what the loader finds, and what only shows when the text is used. */
import type { ClauseId } from '../../abi/index.js';
import type { Example, Problem, Spec } from '../../spec/index.js';
import { checkExpectations, otherTextProblems } from './other-texts.js';
import { unusedWords } from './unused-words.js';
import { loadedSpec } from './usable-spec.js';

/** What came of an example: what is wrong with it, and which clauses fired in it. */
export interface ExampleCheck {
  readonly problems: readonly Problem[];
  readonly fired: readonly ClauseId[];
  /** It ends in what the text leaves open. */
  readonly open?: boolean;
}

/** Parses an example and runs it on the model. */
export type ExampleChecker = (example: Example) => ExampleCheck;

export interface CheckedSpec {
  /** By file and line. */
  readonly problems: readonly Problem[];
  /** What is not wrong but unfinished. */
  readonly notes: readonly Problem[];
  /** False where a text cannot be read: nothing can be done with it then. */
  readonly usable: boolean;
  /** How many examples ran. */
  readonly examples: number;
}

/**
 * Checks all of the spec; of our own also the texts beside it.
 *
 * @param root another spec/ than ours.
 * @param exampleChecker makes what runs examples of a spec; nothing: examples are not run.
 */
export function checkSpec(root?: string, exampleChecker?: (spec: Spec) => ExampleChecker): CheckedSpec {
  const loaded = loadedSpec(root);
  const beside = root === undefined ? otherTextProblems() : [];
  if (!loaded.ok) return { problems: [...loaded.problems, ...beside], notes: [], usable: false, examples: 0 };
  const { spec } = loaded;
  const words = root === undefined ? unusedWords(spec) : [];
  const checks = exampleChecker === undefined ? [] : examplesOf(spec).map(exampleChecker(spec));
  const fired = new Set(checks.flatMap((check) => check.fired));
  const silent = exampleChecker === undefined ? [] : checkClausesHaveExamples(spec, fired);
  const expectations = root === undefined ? checkExpectations(spec) : { problems: [], notes: [] };
  const problems = [
    ...words,
    ...expectations.problems,
    ...checks.flatMap((check) => check.problems),
    ...silent,
    ...beside,
  ];
  const { notes } = expectations;
  return { problems: problems.sort(byPlace), notes, usable: beside.length === 0, examples: checks.length };
}

/** Every example of calls, kinds of file and laws. */
export function examplesOf(spec: Spec): Example[] {
  const owners = [...spec.syscalls.values(), ...spec.fileKinds.values(), ...spec.laws.values()];
  return owners.flatMap(({ examples }) => examples);
}

/**
 * A problem for each clause of the calls that no example makes fire, and that does not say why none can.
 * Where the text leaves open what happens there is nothing to show, and what takes too long the suites show.
 */
export function checkClausesHaveExamples(spec: Spec, fired: ReadonlySet<ClauseId>): Problem[] {
  const silent = [...spec.clauses.values()].filter(
    ({ kind, text, errno, owner }) =>
      kind !== 'law' &&
      spec.syscalls.get(owner)?.written !== true &&
      !(kind === 'refusal' && errno === undefined) &&
      text.unreached === undefined &&
      !fired.has(text.id),
  );
  return silent.map(({ text }) => ({
    ...text.at,
    message: `no example makes \`${text.id}\` fire`,
    suggestion: 'add an example, or say with `unreached` why there can be none',
  }));
}

function byPlace(a: Problem, b: Problem): number {
  return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}
