/** Which formats a file below /proc can have, by the path it has. */
import type { Format } from './format.js';
import type { CompiledFormats } from './load-formats.js';

/**
 * The formats that the text at `path` can have, of the most specific `@path` that matches; none if no grammar
 * is for it. There are several where the kernel prints one path in several ways: by architecture (with `arch`,
 * as uname says it, only those of that architecture come), or by kind of descriptor.
 *
 * The path may also be one below a copy of /proc: then as many of its last components count as there can be.
 * Patterns: `[pid] [tid] [fd] [irq] [cpu]` match digits, another name in brackets any component, `*` any bytes
 * within one. A component that is spelled out wins over one with a star, that over digits, and those over any.
 * `/proc/[pid]/X` stands for `/proc/[pid]/task/[tid]/X` too (unless `@only("process")`), `/proc/net/X` for
 * `/proc/[pid]/net/X`, and `self` and `thread-self` for processes and threads.
 */
export function formatsOf(path: string, formats: CompiledFormats, arch?: string): readonly Format[] {
  return indexOf(formats).find(path, arch);
}

/** The first of the formats that the text at `path` can have. */
export function formatOf(path: string, formats: CompiledFormats, arch?: string): Format | undefined {
  return formatsOf(path, formats, arch)[0];
}

const INDEXES = new WeakMap<CompiledFormats, PathIndex>();

function indexOf(formats: CompiledFormats): PathIndex {
  let index = INDEXES.get(formats);
  if (!index) INDEXES.set(formats, (index = new PathIndex(formats)));
  return index;
}

/** Paths component by component: those spelled out by name, then those with patterns, the most specific first. */
class Branch {
  readonly spelled = new Map<string, Branch>();
  readonly patterns: Pattern[] = [];
  readonly formats: Format[] = [];

  /** The branch behind `component`, made if it is not there. */
  behind(component: string): Branch {
    if (!/[[*]/.test(component)) {
      let branch = this.spelled.get(component);
      if (!branch) this.spelled.set(component, (branch = new Branch()));
      return branch;
    }
    const made = patternOf(component);
    const known = this.patterns.find(({ source }) => source === made.source);
    if (known) return known.branch;
    this.patterns.push(made);
    this.patterns.sort((a, b) => a.rank - b.rank || b.source.length - a.source.length);
    return made.branch;
  }
}

interface Pattern {
  readonly source: string;
  readonly test: RegExp;
  readonly rank: number;
  readonly branch: Branch;
}

const NUMBERED = ['[pid]', '[tid]', '[fd]', '[irq]', '[cpu]'];

function patternOf(component: string): Pattern {
  const branch = new Branch();
  if (NUMBERED.includes(component)) return { source: '[0]', test: /^[0-9]+$/, rank: 1, branch };
  if (component.startsWith('[')) return { source: '[]', test: /^[^]*$/, rank: 2, branch };
  const parts = component.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return { source: component, test: new RegExp(`^${parts.join('[^]*')}$`), rank: 0, branch };
}

class PathIndex {
  private readonly root = new Branch();

  constructor(formats: CompiledFormats) {
    for (const format of formats.values())
      for (const path of format.meta.paths) this.add(path.split('/').slice(2), format);
  }

  find(path: string, arch: string | undefined): readonly Format[] {
    const components = path.split('/').filter((component) => component !== '');
    const from = path.startsWith('/proc/') ? 1 : 0;
    for (let start = from; start < components.length; start++) {
      const found = this.below(components.slice(start), arch);
      if (found.length > 0 || path.startsWith('/proc/')) return found;
    }
    return [];
  }

  private add(components: readonly string[], format: Format): void {
    let branch = this.root;
    for (const component of components) branch = branch.behind(component);
    branch.formats.push(format);
  }

  private below(components: readonly string[], arch: string | undefined): readonly Format[] {
    for (const reading of readings(components)) {
      const found = walk(this.root, reading.components, 0, (format) => {
        const isElsewhere =
          format.meta.arch.length > 0 && arch !== undefined && !format.meta.arch.includes(arch);
        return !isElsewhere && !(reading.isThread && format.meta.isProcessOnly);
      });
      if (found.length > 0) return found;
    }
    return [];
  }
}

/** The formats at `components`, the most specific path first that has any of those wanted. */
function walk(
  branch: Branch,
  components: readonly string[],
  at: number,
  isWanted: (format: Format) => boolean,
): readonly Format[] {
  const component = components[at];
  if (component === undefined) return branch.formats.filter(isWanted);
  const spelled = branch.spelled.get(component);
  const matching = branch.patterns
    .filter(({ test }) => test.test(component))
    .map((pattern) => pattern.branch);
  for (const next of spelled ? [spelled, ...matching] : matching) {
    const found = walk(next, components, at + 1, isWanted);
    if (found.length > 0) return found;
  }
  return [];
}

interface Reading {
  readonly components: readonly string[];
  /** It is read as a process's file, but stands below a thread. */
  readonly isThread?: boolean;
}

/** The ways to read a path: as it stands, a thread's file as a process's, a process's network as the reader's. */
function readings(path: readonly string[]): Reading[] {
  const [first = '', ...rest] = path;
  if (first === 'thread-self' && rest.length > 0) return readings(['1', 'task', '1', ...rest]);
  if (first === 'self' && rest.length > 0) return readings(['1', ...rest]);
  if (!/^[0-9]+$/.test(first)) return [{ components: path }];
  const isThread = rest[0] === 'task' && /^[0-9]+$/.test(rest[1] ?? '') && rest.length > 2;
  const own = isThread ? rest.slice(2) : rest;
  return [
    { components: path },
    ...(isThread ? [{ components: [first, ...own], isThread }] : []),
    ...(own[0] === 'net' ? [{ components: own }] : []),
  ];
}
