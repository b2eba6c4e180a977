/** Words about the memory that pointer arguments point to: what can be read there, and whether writing faults. */
import { ANY, isOwn } from '../../abi/index.js';
import type { Memory, MemoryWord } from '../../spec/index.js';
import { PATH_LIMIT } from '../objects/path.js';

/** No user space of x86_64 is larger (five-level page tables; with four levels it is 2^47). */
const LARGEST_USER_SPACE = 1n << 57n;
/** Nobody knows where an argument lies, but so far it is from the end of user space. */
const SURELY_INSIDE = 1n << 26n;
const PAGE = 4096;

/** The words: each is a function of the arguments alone. */
export function memoryWords(): Record<MemoryWord, (...args: never[]) => unknown> {
  return {
    outside_the_model: () => false,
    anything: () => ANY,
    surely_outside_user_space: (count: bigint) => count < 0n || count >= LARGEST_USER_SPACE,
    perhaps_outside_user_space: (count: bigint) => count >= SURELY_INSIDE && count < LARGEST_USER_SPACE,
    is_null: (memory: Memory) => memory.place === 'null',
    faults_reading: (memory: Memory, count: bigint) => BigInt(readable(memory)) < count,
    faults_writing: (memory: Memory, count: bigint) => BigInt(roomOf(memory)) < count,
    beyond_what_is_known: (memory: Memory, count: bigint) => count > known(memory),
    faults_as_path: (memory: Memory) => pathIn(memory) === 'fault',
    path_too_long: (memory: Memory) => pathIn(memory) === 'too long',
    path_is_empty: (memory: Memory) => isEmpty(pathIn(memory)),
  };
}

/** How many bytes can be written there before a fault. */
export function roomOf(memory: Memory): number {
  if (memory.place === 'valid' || isOwn(memory.place)) return Number.MAX_SAFE_INTEGER;
  return memory.place === 'straddling' ? memory.room : 0;
}

/** The bytes that can be read there, up to `count`. */
export function sourceIn(memory: Memory, count: bigint): string {
  const length = Math.min(Number(count), readable(memory));
  if (memory.place === 'valid') return bytesIn(memory).slice(0, length);
  return (memory.place === 'read-only' ? '\0' : 'x').repeat(length);
}

/** A path argument: its text up to the NUL, or how reading it fails. */
export function pathIn(memory: Memory): { readonly text: string } | 'fault' | 'too long' {
  if (memory.place === 'valid') {
    const [text = ''] = bytesIn(memory).split('\0', 1);
    return text.length < PATH_LIMIT ? { text } : 'too long';
  }
  if (memory.place === 'read-only') return { text: '' };
  return readable(memory) >= PATH_LIMIT ? 'too long' : 'fault';
}

/** The text of a path argument that can be read; anything else is as good as empty. */
export function textIn(memory: Memory): string {
  const path = pathIn(memory);
  return typeof path === 'string' ? '' : path.text;
}

function isEmpty(path: { readonly text: string } | string): boolean {
  return typeof path !== 'string' && path.text === '';
}

function readable(memory: Memory): number {
  if (memory.place === 'valid' || isOwn(memory.place)) return Number.MAX_SAFE_INTEGER;
  if (memory.place === 'read-only') return PAGE;
  return memory.place === 'straddling' ? memory.room : 0;
}

function known(memory: Memory): bigint {
  if (memory.place === 'valid') return BigInt(bytesIn(memory).length);
  return BigInt(memory.place === 'read-only' ? PAGE : Number.MAX_SAFE_INTEGER);
}

function bytesIn(memory: Memory): string {
  return memory.value?.kind === 'bytes' ? memory.value.bytes : '';
}
