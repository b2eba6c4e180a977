/** A part of the spec as data that JSON can hold: an expression is its source. */

/** Like `value`, with the source text in the place of each expression. */
export function plainSpec(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainSpec);
  if (value instanceof Map) {
    return Object.fromEntries(
      [...(value as Map<string, unknown>)].map(([key, item]) => [key, plainSpec(item)]),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  if ('evaluate' in value && 'source' in value) return value.source;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainSpec(item)]));
}
