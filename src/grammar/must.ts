/** `value`, which is there: an index within bounds, a choice that was checked. Throws where we were wrong. */
export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a bug of grammar: something that must be there is not');
  return value;
}
