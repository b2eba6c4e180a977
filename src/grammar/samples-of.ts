/** The real texts that a format is held to: grammars/samples/<name>/good. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../abi/index.js';
import type { Format } from './format.js';
import { grammarDirectory } from './load-formats.js';

/** The good samples of `format`, by the names of their files; none if there is no directory of them. */
export function goodSamplesOf({ name }: Format): Bytes[] {
  const directory = join(grammarDirectory(), 'samples', name, 'good');
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .sort()
    .map((file) => readFileSync(join(directory, file), 'latin1'));
}
