/**
 * Whether an example expects what an outcome brings: equal, but for `any` on either side, and for what a handler is
 * told besides what the example says.
 */
import type { Event } from '../abi/index.js';

/** True where `expected` and `brought` (both in canonical order) agree event by event; the text of a look always agrees. */
export function agree(expected: readonly Event[], brought: readonly Event[]): boolean {
  return (
    expected.length === brought.length && expected.every((event, index) => agreesWith(event, brought[index]))
  );
}

function agreesWith(expected: Event, brought: Event | undefined): boolean {
  if (expected.kind === 'seen') {
    return brought?.kind === 'seen' && brought.actor === expected.actor && brought.file === expected.file;
  }
  if (expected.kind === 'handler' && brought?.kind === 'handler') {
    const told = Object.entries(brought.info).filter(([name]) => name in expected.info);
    return same(expected, { ...brought, info: Object.fromEntries(told) });
  }
  return same(expected, brought);
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || isAny(a) || isAny(b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && same(value, right.get(key)))
  );
}

function isAny(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'any';
}
