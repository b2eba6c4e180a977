/** Names for generated code: lower case, words joined by `_`. */

/**
 * `label` as a name that begins with a letter and has only a-z, 0-9 and `_`: `VmRSS` is `vm_rss`. `n` before what
 * begins with a digit; `unnamed` where nothing is left.
 */
export function snakeName(label: string): string {
  const name = label
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]{2,})([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (name === '') return 'unnamed';
  return /^[0-9]/.test(name) ? `n${name}` : name;
}

/** `name`, or with the first number behind it that makes it new to `taken`; it is taken from then on. */
export function freshName(name: string, taken: Set<string>): string {
  let fresh = name;
  for (let i = 2; taken.has(fresh); i++) fresh = `${name}_${i}`;
  taken.add(fresh);
  return fresh;
}
