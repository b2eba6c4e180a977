/**
 * Frames: what crosses between this process and an agent, as plain data, and their bytes.
 *
 * src/agent/README.md is the contract; src/agent/frames/ holds golden frames that both ends are tested with.
 */
import { FrameReader, FrameWriter, unsealed } from './frame-bytes.js';
import { FLOOR_FRAMES, type MeasuredFrame } from './floor-frames.js';
import { WALK_FRAMES, type FoundFrame, type WalkedFrame } from './walk-frames.js';

export const WIRE_VERSION = 8;

/** What a word is counted from; the numbers are the wire's. */
export const BASES = {
  number: 0,
  arena: 1,
  pid: 2,
  minusPid: 3,
  handler: 4,
  restorer: 5,
  readOnly: 6,
  unmapped: 7,
  straddle: 8,
  stack: 9,
  private: 10,
  shared: 11,
  robust: 12,
  altStack: 13,
} as const;

/** A 64-bit word that the agent works out: a base and what is added to it. */
export interface Word {
  readonly base: keyof typeof BASES;
  /** Of which actor, where the base is an actor's. */
  readonly slot: number;
  readonly addend: bigint;
}

/** A word over bytes: in 4 or 8 of them, or, over 10, spelt in decimal; the text behind those moves up to its end. */
export interface Patch {
  readonly offset: number;
  readonly width: 4 | 8 | 10;
  readonly word: Word;
}

/** A call as the agent makes it, or an instruction (numbers from 65536 on). */
export interface Program {
  /** The step lasts at least as long, in microseconds, from when everybody is at rest. */
  readonly linger: number;
  readonly number: number;
  readonly words: readonly Word[];
  /** Bytes laid down in the caller's arena. */
  readonly placed: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
  /** Words laid down over them, one after the other. */
  readonly patches: readonly Patch[];
  /** What to bring back of the arena; `limited`: no more bytes than the call's result says. */
  readonly brings: readonly { readonly offset: number; readonly length: number; readonly limited: boolean }[];
  /** Slot of the actor that a success makes. */
  readonly spawns: number | undefined;
  readonly replaces: boolean;
}

export type WireStep =
  | { readonly kind: 'call'; readonly slot: number; readonly program: Program }
  | { readonly kind: 'look'; readonly slot: number; readonly file: string };

/** A scenario, as asked of an agent. */
export interface RunFrame {
  readonly id: number;
  /** How long one step may take to come to rest. */
  readonly deadlineMs: number;
  readonly steps: readonly WireStep[];
}

/** What an agent saw: numbers and bytes, not yet values. */
export type WireEvent = { readonly slot: number } & (
  | {
      readonly kind: 'returned';
      readonly value: bigint;
      /** The value is minus an errno. */
      readonly refused: boolean;
      readonly brought: readonly Uint8Array[];
    }
  | { readonly kind: 'blocked' | 'busy' | 'stopped' | 'continued' }
  /** `number`: by which the scenario's PID namespace knows it. */
  | { readonly kind: 'began'; readonly number: number }
  | {
      readonly kind: 'handler';
      readonly signo: number;
      /** It ran on an alternate stack. */
      readonly alternate: boolean;
      readonly info: Uint8Array;
    }
  | { readonly kind: 'image'; readonly argv: readonly Uint8Array[] }
  | { readonly kind: 'ended'; readonly as: 'zombie' | 'gone' }
  | { readonly kind: 'seen'; readonly errno: number; readonly text: Uint8Array }
);

export type AgentFrame =
  | FoundFrame
  | WalkedFrame
  | MeasuredFrame
  | {
      readonly kind: 'observed';
      readonly id: number;
      /** `starved`: the scenario's own limits left the agent no memory. `failed`: so did the machine, or we. */
      readonly ended: (typeof ENDS)[number];
      /** The step under way when it ended. */
      readonly step: number;
      /** What the steps took, from the first dispatch to the last rest. */
      readonly nanoseconds: number;
      readonly detail: string;
      readonly steps: readonly (readonly WireEvent[])[];
    }
  | {
      readonly kind: 'hello';
      readonly version: number;
      readonly arch: number;
      readonly uid: number;
      /** What it holds of the capabilities of root outside its own namespaces: a bit each, by number. */
      readonly capabilities: bigint;
      /** The sysctls fs.suid_dumpable and kernel.yama.ptrace_scope there; 255 where there is none. */
      readonly suidDumpable: number;
      readonly ptraceScope: number;
      /** Its hard limit on cores: 1, or 0 where it may not be raised. */
      readonly core: number;
      /** Address of the first of the agent's four handler entries. */
      readonly handler: bigint;
      readonly restorer: bigint;
      /** Addresses of the cells: 16 of 8 bytes. */
      readonly private: bigint;
      readonly shared: bigint;
      /** Address of the robust list head. */
      readonly robust: bigint;
      /** Address of slot 0's alternate stack; those of the other slots follow. */
      readonly altStacks: bigint;
      readonly altStackBytes: number;
      readonly arenaBytes: number;
      readonly slots: number;
      readonly release: string;
    }
  /** The agent cannot work here: what it was about to do, and the errno it got. */
  | { readonly kind: 'failure'; readonly stage: string; readonly errno: number };

/** The bytes of a run frame, its length before it. */
export function encodeRun(run: RunFrame): Buffer {
  const writer = new FrameWriter(RUN);
  writer.u32(run.id).u32(run.deadlineMs).u16(run.steps.length);
  for (const step of run.steps) {
    if (step.kind === 'look') {
      writer.u8(LOOK).u16(step.slot).u8(step.file.length).bytes(Buffer.from(step.file, 'latin1'));
    } else {
      writer.u8(CALL).u16(step.slot);
      writeProgram(writer, step.program);
    }
  }
  return writer.finish();
}

/**
 * Reads one frame of an agent, without its length. Throws RangeError for a frame of another version, with another
 * checksum, that is too short, too long or of an unknown kind.
 */
export function decodeFrame(frame: Buffer): AgentFrame {
  if (frame[0] === HELLO && frame[1] !== WIRE_VERSION)
    throw new RangeError(`it is of version ${frame[1] ?? 0} of the wire, and not of ${WIRE_VERSION}`);
  const reader = new FrameReader(unsealed(frame));
  const read = FRAMES[reader.u8()];
  if (read === undefined) throw new RangeError(`an agent sends no frame of kind ${frame[0] ?? 'nothing'}`);
  const value = read(reader);
  reader.end();
  return value;
}

const RUN = 1;
const HELLO = 3;
const CALL = 1;
const LOOK = 2;
const NOBODY = 65_535;
const WORDS = 6;
const WORD_BYTES = 11;
const ENDS = ['complete', 'hung', 'died', 'starved', 'failed'] as const;

function writeProgram(writer: FrameWriter, program: Program): void {
  writer
    .u16(program.spawns ?? NOBODY)
    .u8(program.replaces ? 1 : 0)
    .u32(program.linger)
    .u32(program.number);
  for (const word of program.words) writeWord(writer, word);
  writer.zeros((WORDS - program.words.length) * WORD_BYTES);
  writer.u16(program.placed.length);
  for (const { offset, bytes } of program.placed) writer.u32(offset).u32(bytes.length).bytes(bytes);
  writer.u16(program.patches.length);
  for (const { offset, width, word } of program.patches) writeWord(writer.u32(offset).u8(width), word);
  writer.u16(program.brings.length);
  for (const { offset, length, limited } of program.brings) {
    writer
      .u32(offset)
      .u32(length)
      .u8(limited ? 1 : 0);
  }
}

function writeWord(writer: FrameWriter, word: Word): void {
  writer.u8(BASES[word.base]).u16(word.slot).u64(word.addend);
}

const FRAMES: Readonly<Record<number, (reader: FrameReader) => AgentFrame>> = {
  2: (reader) => ({
    kind: 'observed',
    id: reader.u32(),
    ended: ENDS[reader.u8()] ?? unknownEnd(),
    step: reader.u16(),
    nanoseconds: Number(reader.u64()),
    detail: reader.text(),
    steps: reader.list(reader.u16(), () => reader.list(reader.u16(), () => readEvent(reader))),
  }),
  3: (reader) => ({
    kind: 'hello',
    version: reader.u8(),
    arch: reader.u8(),
    uid: reader.u32(),
    capabilities: reader.u64(),
    suidDumpable: reader.u8(),
    ptraceScope: reader.u8(),
    core: reader.u8(),
    handler: reader.u64(),
    restorer: reader.u64(),
    private: reader.u64(),
    shared: reader.u64(),
    robust: reader.u64(),
    altStacks: reader.u64(),
    altStackBytes: reader.u32(),
    arenaBytes: reader.u32(),
    slots: reader.u16(),
    release: reader.text(),
  }),
  4: (reader) => ({ kind: 'failure', stage: reader.text(), errno: reader.u32() }),
  ...WALK_FRAMES,
  ...FLOOR_FRAMES,
};

function unknownEnd(): never {
  throw new RangeError('it ends in no way that is known');
}

function readEvent(reader: FrameReader): WireEvent {
  const kind = reader.u8();
  const slot = reader.u16();
  const read = EVENTS[kind];
  if (read === undefined) throw new RangeError(`an agent tells no event of kind ${kind}`);
  return { slot, ...read(reader) };
}

type EventBody = WireEvent extends infer E ? (E extends WireEvent ? Omit<E, 'slot'> : never) : never;

const EVENTS: Readonly<Record<number, (reader: FrameReader) => EventBody>> = {
  1: (reader) => ({
    kind: 'returned',
    value: reader.i64(),
    refused: reader.u8() === 1,
    brought: reader.list(reader.u16(), () => reader.bytes(reader.u32())),
  }),
  2: () => ({ kind: 'blocked' }),
  3: () => ({ kind: 'busy' }),
  4: (reader) => ({
    kind: 'handler',
    signo: reader.u32(),
    alternate: (reader.u8() & 1) === 1,
    info: reader.bytes(reader.u8()),
  }),
  5: (reader) => ({ kind: 'began', number: reader.u32() }),
  6: (reader) => ({
    kind: 'image',
    argv: reader.list(reader.u16(), () => reader.bytes(reader.u32())),
  }),
  7: () => ({ kind: 'stopped' }),
  8: () => ({ kind: 'continued' }),
  9: (reader) => ({ kind: 'ended', as: reader.u8() === 1 ? 'gone' : 'zombie' }),
  10: (reader) => ({ kind: 'seen', errno: reader.u32(), text: reader.bytes(reader.u32()) }),
};
