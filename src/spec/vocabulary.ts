/**
 * The vocabulary: every word that expressions of spec/ may use beyond CEL's own, with its type.
 *
 * A question reads the world, an action changes it; the kernel implements each (`Record<Word, ...>`: a word
 * without an implementation does not compile). Types are CEL's, and `Memory` and `SignalSet` of types.ts;
 * bytes are CEL strings whose characters are 0..255.
 */
import { ALT_STACK_WORDS } from './words/alt-stacks.js';
import { AWAITING_WORDS } from './words/awaiting.js';
import { BIT_WORDS } from './words/bits.js';
import { COMPARING_WORDS } from './words/comparing.js';
import { CREATION_WORDS } from './words/creation.js';
import { DESCRIPTOR_WORDS } from './words/descriptors.js';
import { FIELD_WORDS } from './words/fields.js';
import { FILE_WORDS } from './words/files.js';
import { FUTEX_WORDS } from './words/futexes.js';
import { IDENTITY_WORDS } from './words/identity.js';
import { JOB_WORDS } from './words/jobs.js';
import { LIMIT_WORDS } from './words/limits.js';
import { MEMORY_WORDS } from './words/memory.js';
import { PIDFD_WORDS } from './words/pidfds.js';
import { PROCESS_WORDS } from './words/processes.js';
import { QUEUEING_WORDS } from './words/queueing.js';
import { SIGNAL_WORDS } from './words/signals.js';
import { TIME_WORDS } from './words/time.js';
import { WAITING_WORDS } from './words/waiting.js';
import type { WordText } from './words/word-text.js';

export type { WordText };

export const VOCABULARY = {
  ...BIT_WORDS,
  ...MEMORY_WORDS,
  ...DESCRIPTOR_WORDS,
  ...FIELD_WORDS,
  ...FILE_WORDS,
  ...FUTEX_WORDS,
  ...PIDFD_WORDS,
  ...PROCESS_WORDS,
  ...CREATION_WORDS,
  ...WAITING_WORDS,
  ...COMPARING_WORDS,
  ...SIGNAL_WORDS,
  ...TIME_WORDS,
  ...QUEUEING_WORDS,
  ...ALT_STACK_WORDS,
  ...AWAITING_WORDS,
  ...IDENTITY_WORDS,
  ...JOB_WORDS,
  ...LIMIT_WORDS,
} as const satisfies Record<string, WordText>;

export type Word = keyof typeof VOCABULARY;
export type BitWord = keyof typeof BIT_WORDS;
export type MemoryWord = keyof typeof MEMORY_WORDS;
export type DescriptorWord = keyof typeof DESCRIPTOR_WORDS;
export type FieldWord = keyof typeof FIELD_WORDS;
export type FileWord = keyof typeof FILE_WORDS;
export type FutexWord = keyof typeof FUTEX_WORDS;
export type PidfdWord = keyof typeof PIDFD_WORDS;
export type ProcessWord = keyof typeof PROCESS_WORDS;
export type CreationWord = keyof typeof CREATION_WORDS;
export type WaitingWord = keyof typeof WAITING_WORDS;
export type ComparingWord = keyof typeof COMPARING_WORDS;
export type SignalWord = keyof typeof SIGNAL_WORDS;
export type TimeWord = keyof typeof TIME_WORDS;
export type QueueingWord = keyof typeof QUEUEING_WORDS;
export type AltStackWord = keyof typeof ALT_STACK_WORDS;
export type AwaitingWord = keyof typeof AWAITING_WORDS;
export type IdentityWord = keyof typeof IDENTITY_WORDS;
export type JobWord = keyof typeof JOB_WORDS;
export type LimitWord = keyof typeof LIMIT_WORDS;
