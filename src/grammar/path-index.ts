/** What stands at a path below /proc, by the patterns of paths that grammars and spec/proc write. */

/** Paths component by component: those spelled out by name, then those with patterns, the most specific first. */
class Branch<T> {
  readonly spelled = new Map<string, Branch<T>>();
  readonly patterns: Pattern<T>[] = [];
  readonly items: T[] = [];

  /** The branch behind `component`, made if it is not there. */
  behind(component: string): Branch<T> {
    if (!/[[*]/.test(component)) {
      let branch = this.spelled.get(component);
      if (!branch) this.spelled.set(component, (branch = new Branch<T>()));
      return branch;
    }
    const made = patternOf<T>(component);
    const known = this.patterns.find(({ source }) => source === made.source);
    if (known) return known.branch;
    this.patterns.push(made);
    this.patterns.sort((a, b) => a.rank - b.rank || b.source.length - a.source.length);
    return made.branch;
  }
}

interface Pattern<T> {
  readonly source: string;
  readonly test: RegExp;
  readonly rank: number;
  readonly branch: Branch<T>;
}

const NUMBERED = ['[pid]', '[tid]', '[fd]', '[irq]', '[cpu]'];

function patternOf<T>(component: string): Pattern<T> {
  const branch = new Branch<T>();
  if (NUMBERED.includes(component)) return { source: '[0]', test: /^[0-9]+$/, rank: 1, branch };
  if (component.startsWith('[')) return { source: '[]', test: /^[^]*$/, rank: 2, branch };
  const parts = component.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return { source: component, test: new RegExp(`^${parts.join('[^]*')}$`), rank: 0, branch };
}

/** Whether an item is looked for; `isThread`: its pattern is that of a process, and the path that of a thread. */
type Wanted<T> = (item: T, isThread: boolean) => boolean;

/**
 * Items by the pattern of their path.
 *
 * Patterns: `[pid] [tid] [fd] [irq] [cpu]` match digits, another name in brackets any component, `*` any bytes
 * within one. A component that is spelled out wins over one with a star, that over digits, and those over any.
 * `/proc/[pid]/X` stands for `/proc/[pid]/task/[tid]/X` too, `/proc/net/X` for `/proc/[pid]/net/X`, and `self` and
 * `thread-self` for processes and threads.
 */
export class PathIndex<T> {
  private readonly root = new Branch<T>();

  /** Keeps `item` at the pattern `path`, which begins with /proc/. */
  add(path: string, item: T): void {
    let branch = this.root;
    for (const component of path.split('/').slice(2)) branch = branch.behind(component);
    branch.items.push(item);
  }

  /**
   * The items of the most specific pattern that matches `path` and has any that is wanted. Of a path below a copy of
   * /proc as many of the last components count as there can be.
   */
  find(path: string, isWanted: Wanted<T> = () => true): readonly T[] {
    const components = path.split('/').filter((component) => component !== '');
    const from = path.startsWith('/proc/') ? 1 : 0;
    for (let start = from; start < components.length; start++) {
      const found = this.below(components.slice(start), isWanted);
      if (found.length > 0 || path.startsWith('/proc/')) return found;
    }
    return [];
  }

  private below(components: readonly string[], isWanted: Wanted<T>): readonly T[] {
    for (const reading of readings(components)) {
      const found = walk(this.root, reading.components, 0, (item) =>
        isWanted(item, reading.isThread === true),
      );
      if (found.length > 0) return found;
    }
    return [];
  }
}

/** The items at `components`, those of the most specific path first that has any of those wanted. */
function walk<T>(
  branch: Branch<T>,
  components: readonly string[],
  at: number,
  isWanted: (item: T) => boolean,
): readonly T[] {
  const component = components[at];
  if (component === undefined) return branch.items.filter(isWanted);
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
