/** Names of a Go package: formats, records and fields; no two of a package alike. */
import { must } from '../../must.js';
import { freshName, snakeName, type Plan } from '../../plan/index.js';
import { pascal } from '../javascript/type-text.js';

/** The names of one format. */
export interface GoNames {
  /** `PidStat`: the type of its values; `ParsePidStat` is its parser. */
  readonly format: string;
  /** `pidStat`: what the names begin with that only its own file uses. */
  readonly inner: string;
  /** Without `.go`. */
  readonly file: string;
  readonly records: readonly string[];
  /** By record and field. */
  readonly fields: readonly (readonly string[])[];
}

/** Names that the package has anyhow. */
const TAKEN = ['ParseError'];
const FILES = ['errors', 'sets', 'parser', 'integers', 'decimals', 'texts', 'doc'];

/** Go builds files whose names end so for one system only. */
const ONE_SYSTEM =
  /_(386|aix|amd64|android|arm|arm64|darwin|dragonfly|freebsd|illumos|ios|js|linux|loong64|mips|mips64|netbsd|openbsd|plan9|ppc|ppc64|ppc64le|riscv|riscv64|s390|s390x|solaris|sparc|sparc64|test|unix|wasm|windows|zos)$/;

/** The names of all formats of a package, in the order of `plans`. */
export function goNames(plans: readonly Plan[]): GoNames[] {
  const taken = new Set(TAKEN);
  const files = new Set(FILES);
  const named = plans.map((plan) => {
    const snake = snakeName(plan.meta.name.replace(/^proc\//, ''));
    const format = freshName(pascal(snake), taken);
    return { plan, format, file: freshName(ONE_SYSTEM.test(snake) ? `${snake}_format` : snake, files) };
  });
  return named.map(({ plan, format, file }) => ({
    format,
    inner: format.charAt(0).toLowerCase() + format.slice(1),
    file,
    records: plan.records.map(({ name }, index) =>
      index === 0 ? format : freshName(format + pascal(name), taken),
    ),
    fields: plan.records.map(({ fields }) => {
      const inRecord = new Set(['Extra']);
      return fields.map((field) => freshName(pascal(must(field).name), inRecord));
    }),
  }));
}
