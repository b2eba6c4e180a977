/** A kind of file as text: what each operation means on it. */
import type { FileKind } from '../../spec/index.js';
import { bodyLines } from './describe-body.js';
import { exampleLines } from './describe-call.js';
import { section } from './lines.js';

/** What the spec says of a kind of file. */
export function describeFileKind(kind: FileKind): string {
  const operations = [...kind.operations].flatMap(([name, body]) => [
    '',
    `${name}:`,
    ...bodyLines(body)
      .filter((line) => line !== '')
      .map((line) => `  ${line}`),
  ]);
  const examples = section(
    'Examples:',
    kind.examples.flatMap(({ text }) => exampleLines(text)),
  );
  return [`kind of file ${kind.kind}: ${kind.summary}`, ...operations, ...examples]
    .map((line) => `${line}\n`)
    .join('');
}
