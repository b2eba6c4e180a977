/** The parser in memory beside the generated C: the same value, or the same offset and the same expectation. */
import type { Bytes } from '../../src/abi/index.js';
import { cDriver } from '../../src/grammar/emit/c/driver.js';
import { askDriver } from '../../src/grammar/emit/differential/ask-driver.js';
import type { Question } from '../../src/grammar/emit/differential/question.js';
import type { Format } from '../../src/grammar/index.js';
import { complaintOf } from './complaint.js';
import type { Finding } from './finding.js';
import { shrunk } from './shrunk.js';

/** Asks the driver in `directory` of every text in every mode; gives how many answers there were, and the first that differs. */
export function compareWithC(
  directory: string,
  format: Format,
  texts: readonly Bytes[],
): { answers: number; findings: Finding[] } {
  const modes = [
    ...(['strict', 'tolerant'] as const),
    ...(format.plan().each ? (['strict-each', 'tolerant-each'] as const) : []),
  ];
  const questions = texts.flatMap((text) => modes.map((mode): Question => ({ format, mode, text })));
  const what = (asked: readonly Question[]): string | undefined => differenceOf(directory, asked);
  return {
    answers: questions.length,
    findings: what(questions) === undefined ? [] : [smallest(questions, what)],
  };
}

/** The first wrong answer, or how the driver ended. */
function differenceOf(directory: string, questions: readonly Question[]): string | undefined {
  try {
    const [difference] = askDriver(cDriver, directory, questions);
    return difference && `abide says ${difference.expected}, C says ${difference.answer}`;
  } catch (thrown) {
    return `the C program ended badly: ${complaintOf(String(thrown))}`;
  }
}

/** One question of many, halved until one is left, and a text that is as small as can be. */
function smallest(
  all: readonly Question[],
  what: (asked: readonly Question[]) => string | undefined,
): Finding {
  let left = all;
  while (left.length > 1) {
    const half = left.slice(0, left.length >> 1);
    left = what(half) === undefined ? left.slice(half.length) : half;
  }
  const [question] = left;
  if (question === undefined) throw new Error('a difference without a question');
  const text = shrunk(question.text, (shorter) => what([{ ...question, text: shorter }]) !== undefined);
  const { format, mode } = question;
  return {
    where: `${format.name} ${mode}`,
    what: what([{ ...question, text }]) ?? 'differs only sometimes',
    text,
  };
}
