/** Pointers that are not simply valid. */
import { place, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';

/** Accessible bytes before the hole; as input fewer than a set or a struct has, which could not be read back. */
const OUT_ROOMS = [4, 1, 0, 100];
const IN_ROOMS = [4, 1, 0];
const BAD_OUT = lot<(gene: Gene) => Value>([
  [3, () => place('unmapped')],
  [2, () => place('null')],
  [2, () => place('read-only')],
  [2, (gene) => place('straddling', gene.of(OUT_ROOMS))],
]);
const BAD_IN = lot<(gene: Gene) => Value>([
  [3, () => place('unmapped')],
  [2, () => place('null')],
  [1, (gene) => place('straddling', gene.of(IN_ROOMS))],
]);

/** Few cells, so that actors meet in them. */
const CELL_NUMBERS = 3;
const ADDRESSES = lot<(gene: Gene) => Value>([
  [8, (gene) => place('private', gene.pick(CELL_NUMBERS))],
  [8, (gene) => place('shared', gene.pick(CELL_NUMBERS))],
  [2, () => place('null')],
  [2, () => place('unmapped')],
  [1, () => place('read-only')],
  [1, (gene) => place('straddling', gene.of(OUT_ROOMS))],
]);

/** An address that the call itself looks at: mostly a cell. */
export function chooseAddress(gene: Gene): Value {
  return ADDRESSES.draw(gene)(gene);
}

/** Where something cannot simply be written. */
export function chooseBadOut(gene: Gene): Value {
  return BAD_OUT.draw(gene)(gene);
}

/** Where something cannot simply be read. */
export function chooseBadIn(gene: Gene): Value {
  return BAD_IN.draw(gene)(gene);
}
