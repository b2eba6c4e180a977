/** Checks a tree like /proc: every file, every link, of every process. */
import { checkEntry, type CheckOptions, type FileVerdict } from './check-entry.js';
import { partsOf } from './walk.js';

/** The verdicts of one part, for progress: a process, or a file or directory of the root. */
export interface PartVerdicts {
  readonly name: string;
  readonly index: number;
  readonly parts: number;
  readonly files: readonly FileVerdict[];
}

/**
 * The verdicts of every part below `options.root`, strictly, as they come. A process that goes away gives `not
 * readable`, `gone`. Throws the errno of reading the root itself.
 */
export function* checkTree(options: CheckOptions): Generator<PartVerdicts> {
  const parts = partsOf(options.root);
  for (const [index, part] of parts.entries()) {
    const files = [...part.entries()].map((entry) => checkEntry(entry, options).verdict);
    yield { name: part.name, index, parts: parts.length, files };
  }
}
