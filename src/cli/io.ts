/** The world outside as a command sees it: made from the process in main.ts, made by hand in tests. */
import { plainText } from '../report/index.js';
import { TargetFailure } from '../target/index.js';

/** How a command ends: nothing unexpected, something unexpected found, could not be done. */
export type ExitStatus = 0 | 1 | 2;

export interface Io {
  /** Results. */
  stdout(text: string | Uint8Array): void;
  /** Progress and messages. */
  stderr(text: string): void;
  /** All of standard input. */
  stdin(): Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: { readonly stdout: boolean; readonly stderr: boolean };
  /** Columns of the terminal, or 80. */
  readonly columns: number;
  /** Raised by Ctrl-C: a command gives up, and says what it has. */
  readonly signal: AbortSignal;
  /** Says with which status the program shall end once the command is done; the last word counts, 0 unless said. */
  exit(status: ExitStatus): void;
}

/** It could not be done: one clear line (what, where) and what to do about it. Ends the program with status 2. */
export class CannotDo extends Error {
  override name = 'CannotDo';
  constructor(
    message: string,
    readonly remedy?: string,
  ) {
    super(message);
  }
}

/** What could not be done, and what can be done about it: no bug of ours. */
export type Trouble = CannotDo | TargetFailure;

/** True for trouble. */
export function isTrouble(error: unknown): error is Trouble {
  return error instanceof CannotDo || error instanceof TargetFailure;
}

/** The one line that tells it. */
export function troubleLine({ message, remedy }: Trouble): string {
  return `abide: ${plainText(remedy === undefined ? message : `${message}: ${remedy}`)}\n`;
}

/** True where standard output may have colours: a terminal, and NO_COLOR is not set. */
export function coloursOf({ env, isTerminal }: Io): boolean {
  const { NO_COLOR: no } = env;
  return isTerminal.stdout && (no === undefined || no === '') && env['TERM'] !== 'dumb';
}

/** Prints `value` as one JSON document; integers of 64 bits become strings. */
export function printJson(io: Io, value: unknown): void {
  const text = JSON.stringify(
    value,
    (_key, part: unknown) => {
      if (typeof part === 'bigint') return part.toString();
      if (part instanceof Map) return Object.fromEntries(part as Map<string, unknown>);
      return part;
    },
    2,
  );
  io.stdout(`${text}\n`);
}
