/** A back end: plans to source files of one language. */
import type { Plan } from '../plan/index.js';

export type Language = 'ts' | 'c' | 'rust' | 'go' | 'python';

export interface EmittedFile {
  /** Relative, with `/`: `proc-pid-stat.ts`. */
  readonly path: string;
  readonly text: string;
}

/**
 * The source of stand-alone parsers: one file a format, what they share in a file of its own, and a README that says how
 * they are used. No dependency but the language's own library. Pure: the same plans give the same files.
 */
export interface Emitter {
  readonly language: Language;
  /** The language as people call it: `TypeScript`. */
  readonly title: string;
  emit(plans: readonly Plan[]): readonly EmittedFile[];
}
