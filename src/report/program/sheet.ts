/** The program in the making: what stands outside of its functions, each only where it is used. */
import type { ActorName, Arch } from '../../abi/index.js';
import type { CLibrary, Spec } from '../../spec/index.js';
import type { Lineage } from './lineage.js';
import { PIECES, type PieceName } from './pieces.js';

const ARCH: Arch = 'x86_64';

/** Of what a program is. */
export interface SheetOf {
  /** The actors, each in a process or thread of its own; none where the program itself is the only one. */
  readonly cast: readonly ActorName[];
  readonly lineage: Lineage;
  /** The path that stands for the trial's program. */
  readonly agent: string;
}

export class Sheet implements SheetOf {
  readonly headers = new Set<string>();
  readonly defines = new Map<string, string>();
  readonly pieces = new Set<PieceName>();
  /** Variables outside of functions, by name. */
  readonly globals = new Map<string, string>();
  readonly library: CLibrary;

  readonly cast: readonly ActorName[];
  readonly lineage: Lineage;
  readonly agent: string;

  constructor(
    readonly spec: Spec,
    { cast, lineage, agent }: SheetOf,
  ) {
    this.library = spec.c;
    this.cast = cast;
    this.lineage = lineage;
    this.agent = agent;
  }

  get staged(): boolean {
    return this.cast.length > 0;
  }

  /** Sees to it that the constant called `name` is known in the program; gives its name. */
  constant(name: string): string {
    const value = this.spec.abi.constants[ARCH][name];
    const header = [...this.library.headers].find(([, names]) => isAmong(name, names))?.[0];
    if (header !== undefined) this.headers.add(header);
    if (value !== undefined && (header === undefined || isAmong(name, this.library.defines))) {
      const number = value < 0 ? `(${value})` : `0x${value.toString(16)}`;
      this.defines.set(name, `#undef ${name}\n#define ${name} ${number}`);
    }
    return name;
  }

  /** Adds a piece of the program, with those that it needs. */
  use(name: PieceName): void {
    if (this.pieces.has(name)) return;
    const { headers, needs } = PIECES[name];
    for (const need of needs) this.use(need);
    for (const header of headers) this.headers.add(header);
    this.pieces.add(name);
  }
}

/** True for a name in a list of names and of beginnings with a star. */
function isAmong(name: string, list: readonly string[]): boolean {
  return list.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : one === name));
}
