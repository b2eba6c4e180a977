/** The constants of each architecture: spec/constants/<arch>.yaml. */
import { ARCHES, type Arch } from '../../abi/index.js';
import type { Problems } from '../problems.js';
import type { Source } from '../yaml/source.js';

/** Reads all files of spec/constants: exact numbers, beyond 2^53 too. */
export function readConstants(
  sources: readonly Source[],
  problems: Problems,
): Record<Arch, Readonly<Record<string, bigint>>> {
  const tables: Record<Arch, Record<string, bigint>> = { x86_64: {}, aarch64: {} };
  for (const { root, noun } of sources) {
    const arch = ARCHES.find((known) => known === noun);
    if (arch === undefined) {
      problems.add(root.at, `there is no architecture ${noun}`, `the architectures are ${ARCHES.join(', ')}`);
      continue;
    }
    for (const { name, value } of root.entriesOf('constants')) {
      const number = value.integer;
      if (number !== undefined) tables[arch][name] = number;
    }
  }
  return tables;
}
