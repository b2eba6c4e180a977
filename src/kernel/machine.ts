/** The machine: every word of the vocabulary with what it does. A word without an implementation does not compile. */
import type { AbiTable } from '../abi/index.js';
import type { Machine, Word } from '../spec/index.js';
import type { Context } from './context.js';
import { altStackWords } from './words/alt-stacks.js';
import { awaitingWords } from './words/awaiting.js';
import { bitWords } from './words/bits.js';
import { comparingWords } from './words/comparing.js';
import { creationWords } from './words/creation.js';
import { descriptorWords } from './words/descriptors.js';
import { fieldWords } from './words/fields.js';
import { fileWords } from './words/files.js';
import { futexWords } from './words/futexes.js';
import { identityWords } from './words/identity.js';
import { jobWords } from './words/jobs.js';
import { limitWords } from './words/limits.js';
import { memoryWords } from './words/memory.js';
import { pidfdWords } from './words/pidfds.js';
import { processWords } from './words/processes.js';
import { queueingWords } from './words/queueing.js';
import { signalWords } from './words/signals.js';
import { timeWords } from './words/time.js';
import { waitingWords } from './words/waiting.js';

/** The words, over the context of one kernel. */
export function vocabularyMachine(context: Context, abi: AbiTable): Machine {
  const words: Record<Word, (...args: never[]) => unknown> = {
    ...bitWords(),
    ...memoryWords(),
    ...descriptorWords(context),
    ...fieldWords(context, abi),
    ...fileWords(context),
    ...futexWords(context),
    ...pidfdWords(context),
    ...processWords(context),
    ...creationWords(context),
    ...waitingWords(context),
    ...comparingWords(context),
    ...signalWords(context, abi),
    ...timeWords(context, abi),
    ...queueingWords(context, abi),
    ...altStackWords(context, abi),
    ...awaitingWords(context, abi),
    ...identityWords(context, abi),
    ...jobWords(context),
    ...limitWords(context, abi),
  };
  return words;
}
