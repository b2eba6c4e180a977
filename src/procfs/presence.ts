/** Which files of a whole /proc stand there, or do not, against what their grammars say of its kernel's version. */
import { formatsOf, type CompiledFormats, type FormatMeta } from '../grammar/index.js';
import type { FileVerdict } from './check-entry.js';
import { pathPattern } from './path-pattern.js';

/** What is odd about the files of one pattern. */
export interface Oddity {
  /** `[pid]/timens_offsets`; of what is missing, as the grammar writes it. */
  readonly pattern: string;
  readonly kind: 'too new' | 'too old' | 'missing';
  /** The first version of Linux that has it; where it is too old for the kernel, the last one. */
  readonly version: string;
}

export interface PresenceOptions {
  readonly formats: CompiledFormats;
  /** As uname says them. */
  readonly arch: string;
  readonly release: string;
}

/**
 * What is odd about the files of a whole /proc: those that no grammar of their path lets stand there in that version, and
 * those that stand nowhere although every kernel of that version has them, whatever its configuration. A release that does
 * not begin with a version says nothing.
 */
export function presenceOf(
  files: readonly FileVerdict[],
  { formats, arch, release }: PresenceOptions,
): readonly Oddity[] {
  const version = /^[0-9]+\.[0-9]+/.exec(release)?.[0];
  if (version === undefined) return [];
  const oddities = new Map<string, Oddity>();
  const seen = new Set<string>();
  for (const { path } of files) {
    const metas = formatsOf(`/proc/${path}`, formats, arch).map(({ meta }) => meta);
    for (const { paths } of metas) for (const each of paths) seen.add(each);
    const odd = oddityOf(metas, version);
    const pattern = pathPattern(path);
    if (odd) oddities.set(pattern, { pattern, ...odd });
  }
  const missing = [...formats.values()].flatMap(({ meta }) => missingOf(meta, version, seen));
  const each = new Map(missing.map((oddity) => [oddity.pattern, oddity]));
  return [...[...oddities.values()].sort(byPattern), ...[...each.values()].sort(byPattern)];
}

function oddityOf(metas: readonly FormatMeta[], version: string): Omit<Oddity, 'pattern'> | undefined {
  const [first] = metas;
  if (first === undefined || metas.some((meta) => isOf(version, meta))) return undefined;
  return isBefore(version, first.since)
    ? { kind: 'too new', version: first.since }
    : { kind: 'too old', version: first.until ?? first.since };
}

/** The paths of a format that every kernel of that version has, as far as none is seen. */
function missingOf(meta: FormatMeta, version: string, seen: ReadonlySet<string>): readonly Oddity[] {
  const isUnconditional = meta.config === undefined && meta.when === undefined && meta.arch.length === 0;
  if (!isUnconditional || !isOf(version, meta)) return [];
  return meta.paths
    .filter((path) => !seen.has(path) && !path.startsWith(CATALOGUE))
    .map((path) => ({ pattern: path.slice('/proc/'.length), kind: 'missing', version: meta.since }));
}

/** The formats of its files are types of values: what each file depends on, they do not say. */
const CATALOGUE = '/proc/sys/';

function isOf(version: string, { since, until }: FormatMeta): boolean {
  return !isBefore(version, since) && (until === undefined || !isBefore(until, version));
}

/** Whether a version is earlier than another: 6.9 is earlier than 6.12. */
function isBefore(a: string, b: string): boolean {
  const [some, others] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const at = others.findIndex((part, index) => part !== (some[index] ?? 0));
  return at >= 0 && (some[at] ?? 0) < (others[at] ?? 0);
}

function byPattern(a: Oddity, b: Oddity): number {
  return a.pattern < b.pattern ? -1 : 1;
}
