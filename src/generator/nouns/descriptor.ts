/** Descriptors: mostly open ones, the latest first; some that are not. */
import { type Argument, int, isOut, names, type Value } from '../../abi/index.js';
import type { SurveyedDescriptor } from '../../kernel/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';

type Sort = 'opened' | 'of a kind' | 'stdio' | 'free' | 'odd';

const SORTS = lot<Sort>([
  [14, 'opened'],
  [3, 'of a kind'],
  [1, 'stdio'],
  [1, 'free'],
  [1, 'odd'],
]);
/** Numbers that no table of ours has: below 0, at the limits, the largest. */
const ODD = [-1, 1023, 1024, 4096, 1_000_000, -100, 2_147_483_647, -2_147_483_648];
const STDIO = 3;
/** The constant that means the current directory, where a path follows. */
const HERE = 'AT_FDCWD';

/** A descriptor for `argument`. */
export function chooseDescriptor(gene: Gene, moment: Moment, argument: Argument): Value {
  if (startsPath(moment, argument)) {
    const directories = numbers(moment, ({ kind }) => kind === 'directory');
    if (directories.length > 0 && gene.once(3)) return int(gene.of(directories));
    if (!gene.once(6)) return names(HERE);
  }
  return int(CHOOSERS[SORTS.draw(gene)](gene, moment));
}

/** The number of an open descriptor, or one near it, or one that is not open: for arguments that are ranges. */
export function chooseDescriptorNumber(gene: Gene, moment: Moment): number {
  return Math.max(0, CHOOSERS[SORTS.draw(gene)](gene, moment));
}

const CHOOSERS: Readonly<Record<Sort, (gene: Gene, moment: Moment) => number>> = {
  opened(gene, moment) {
    const fits = gene.once(5) ? () => true : transferOf(moment);
    const fitting = numbers(moment, (descriptor) => descriptor.fd >= STDIO && fits(descriptor));
    return pick(gene, fitting.length > 0 ? fitting : numbers(moment, ({ fd }) => fd >= STDIO), moment);
  },
  'of a kind': (gene, moment) => {
    const kinds = [...new Set(moment.actor.descriptors.map(({ kind }) => kind))];
    if (kinds.length === 0) return 0;
    const kind = gene.of(kinds);
    return pick(
      gene,
      numbers(moment, (descriptor) => descriptor.kind === kind),
      moment,
    );
  },
  stdio: (gene) => gene.pick(STDIO),
  free: (gene, moment) => lowestFree(moment) + gene.pick(3),
  odd: (gene) => gene.of(ODD),
};

/** What a descriptor must be for the bytes that the call takes or gives. */
function transferOf({ signature }: Moment): (descriptor: SurveyedDescriptor) => boolean {
  const bytes = signature.arguments.find(({ type }) => type.kind === 'pointer' && type.to.kind === 'bytes');
  if (bytes === undefined) return () => true;
  return isOut(bytes) ? ({ readable }) => readable : ({ writable }) => writable;
}

function numbers({ actor }: Moment, wanted: (descriptor: SurveyedDescriptor) => boolean): number[] {
  return actor.descriptors.filter(wanted).map(({ fd }) => fd);
}

/** One of `candidates`; without any, one that is open; without that, 0. */
function pick(gene: Gene, candidates: readonly number[], { actor }: Moment): number {
  if (candidates.length > 0) return gene.of(candidates);
  return actor.descriptors.length === 0 ? 0 : gene.of(actor.descriptors).fd;
}

function lowestFree({ actor }: Moment): number {
  const open = new Set(actor.descriptors.map(({ fd }) => fd));
  let fd = 0;
  while (open.has(fd)) fd++;
  return fd;
}

/** True for the descriptor of a directory: a path follows it. */
function startsPath({ signature }: Moment, argument: Argument): boolean {
  const next = signature.arguments[signature.arguments.indexOf(argument) + 1];
  return next?.type.kind === 'pointer' && next.type.direction === 'in' && next.type.to.kind === 'string';
}
