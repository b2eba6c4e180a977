/** Plain numbers: sizes, modes, words whose meaning another argument decides. */
import { int, names, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseDescriptorNumber } from './descriptor.js';

const SIZES = lot([
  [6, 16],
  [3, 1],
  [2, 3],
  [2, 0],
  [2, 64],
  [2, 4],
  [1, 8],
  [2, 4096],
  [1, 4097],
  [2, 65536],
  [1, 70000],
  [1, 131072],
]);
const MODES = lot([
  [6, 0o644],
  [3, 0o755],
  [1, 0],
  [1, 0o400],
  [1, 0o200],
  [1, 0o111],
  [1, 0o7777],
]);
const INTEGERS = lot([
  [4, 0],
  [3, 3],
  [2, 1],
  [1, 255],
  [1, 256],
  [1, -1],
  [1, 1000],
]);
const UNSIGNED = lot<'descriptor' | 'above' | 'largest' | 'small'>([
  [6, 'descriptor'],
  [3, 'above'],
  [3, 'largest'],
  [2, 'small'],
]);
const LARGEST = 0xffff_ffff;
type WordSort = 'small' | 'descriptor' | 'descriptor flag' | 'status flags' | 'limit';
const WORDS = lot<WordSort>([
  [4, 'small'],
  [3, 'descriptor flag'],
  [4, 'status flags'],
  [3, 'descriptor'],
  [1, 'limit'],
]);
const LIMITS = [1023, 1024, 4096, 0x7fff_ffff, 0x8000_0000];
const STATUS = ['O_NONBLOCK', 'O_APPEND', 'O_DIRECT', 'O_RDWR', 'O_CREAT', 'O_ASYNC', 'O_NOATIME'];

/** How many bytes. */
export function chooseSize(gene: Gene): Value {
  return int(SIZES.draw(gene));
}

/** Permission bits. */
export function chooseMode(gene: Gene): Value {
  return int(MODES.draw(gene));
}

/** An int that means nothing in particular: an exit status. */
export function chooseInteger(gene: Gene): Value {
  return int(INTEGERS.draw(gene));
}

/** An unsigned int: the end of a range of descriptors, most of the time. */
export function chooseUnsigned(gene: Gene, moment: Moment): Value {
  const sort = UNSIGNED.draw(gene);
  if (sort === 'largest') return int(LARGEST);
  if (sort === 'small') return int(gene.pick(8));
  return int(chooseDescriptorNumber(gene, moment) + (sort === 'above' ? 1 + gene.pick(3) : 0));
}

/** A word whose meaning another argument decides: a number, a descriptor, flags. */
export function chooseWord(gene: Gene, moment: Moment): Value {
  return WORD_CHOOSERS[WORDS.draw(gene)](gene, moment);
}

const WORD_CHOOSERS: Readonly<Record<WordSort, (gene: Gene, moment: Moment) => Value>> = {
  small: (gene) => int(gene.pick(12)),
  descriptor: (gene, moment) => int(chooseDescriptorNumber(gene, moment)),
  'descriptor flag': () => names('FD_CLOEXEC'),
  'status flags': (gene) => names(...new Set([gene.of(STATUS), gene.of(STATUS)])),
  limit: (gene) => int(gene.of(LIMITS)),
};
