/**
 * A kernel written in TypeScript, as a target of abide: one process, and files in memory.
 *
 * It has six calls. What it does not have it says with ENOSYS, which is `unsupported` and never a finding: that goes
 * for calls, and for flags, paths and memory that it knows nothing of. docs/a-kernel-in-javascript.md walks through it.
 */
import { Volume } from 'memfs';
import { bindCall, type Bound, type Event, type Observation, type Scenario } from '../../../src/index.js';
import type { Spec, Step, Target, Value } from '../../../src/index.js';

/** What descriptors refer to: several may share one. */
interface OpenFile {
  /** Its number in memfs; nothing for the three that a process begins with. */
  readonly handle?: number;
  readonly readable: boolean;
  readonly writable: boolean;
  users: number;
}

type Answer = { readonly value: number; readonly data?: string } | { readonly errno: string };
type Call = (kernel: MemfsKernel, given: Bound) => Answer;

/** A refusal, from wherever it is found out. memfs throws such errors, too. */
class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const DIRECTORY = '/work';
const MOST_DESCRIPTORS = 1024;
const LONGEST_NAME = 255;
const OPEN_TO_ALL = 0o666;

/** The calls that there are. */
const CALLS: Readonly<Record<string, Call>> = {
  openat: (kernel, { dfd, filename, flags }) =>
    kernel.open(kernel.number(dfd), textOf(filename), kernel.number(flags)),
  read: (kernel, { fd, buf, count }) => kernel.read(kernel.number(fd), buf, kernel.number(count)),
  write: (kernel, { fd, buf, count }) => kernel.write(kernel.number(fd), textOf(buf), kernel.number(count)),
  close: (kernel, { fd }) => kernel.close(kernel.number(fd)),
  dup: (kernel, { fildes }) => kernel.duplicate(kernel.number(fildes)),
  dup2: (kernel, { oldfd, newfd }) => kernel.duplicateTo(kernel.number(oldfd), kernel.number(newfd)),
};

/** The target: each scenario gets a kernel of its own. */
export function createMemfsTarget(spec: Spec): Target {
  const lacks = [...spec.syscalls.keys()].filter((name) => !Object.hasOwn(CALLS, name));
  return {
    description: {
      name: 'memfs',
      available: true,
      version: '1',
      profile: 'linux-6.18',
      capabilities: { pidNamespace: true, blocking: 'known', privileged: true, lacks },
    },
    run: (scenario) => Promise.resolve(new MemfsKernel(spec).run(scenario)),
    close: () => Promise.resolve(),
  };
}

class MemfsKernel {
  private readonly volume = Volume.fromJSON({}, DIRECTORY);
  private readonly descriptors = new Map<number, OpenFile>();
  private readonly constants: Readonly<Record<string, bigint>>;

  constructor(private readonly spec: Spec) {
    this.constants = spec.abi.constants.x86_64;
    this.volume.mkdirSync(DIRECTORY, { recursive: true });
    for (const fd of [0, 1, 2]) this.descriptors.set(fd, { readable: true, writable: true, users: 1 });
  }

  /** What is seen of each step: here, a call that came back. */
  run({ steps }: Scenario): Observation {
    return { steps: steps.map((step) => this.step(step)), ended: { how: 'complete' } };
  }

  private step({ action }: Step): Event[] {
    // There is nobody but A: a step of somebody else is made by nobody.
    if (action.actor !== 'A') return [{ kind: 'busy', actor: action.actor }];
    if (action.kind === 'look')
      return [{ kind: 'seen', actor: 'A', file: action.file, text: '', errno: 'ENOSYS' }];
    const answer = this.answer(action.call);
    const outputs = 'data' in answer ? [{ kind: 'bytes', bytes: answer.data } as const] : [];
    const result =
      'errno' in answer
        ? ({ kind: 'errno', errno: answer.errno } as const)
        : ({ kind: 'value', value: { kind: 'int', value: BigInt(answer.value) } } as const);
    return [{ kind: 'returned', actor: 'A', call: action.call.name, result, outputs }];
  }

  private answer(call: Parameters<typeof bindCall>[1]): Answer {
    try {
      return (CALLS[call.name] ?? lacking)(this, bindCall(this.spec, call));
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (typeof code === 'string') return { errno: code };
      throw error;
    }
  }

  /** The mode is not looked at: the only process is root, and memfs would ask as for an ordinary user. */
  open(from: number, name: string, flags: number): Answer {
    const known = ['O_WRONLY', 'O_RDWR', 'O_CREAT', 'O_EXCL', 'O_TRUNC', 'O_APPEND', 'O_CLOEXEC'];
    const bits = Object.fromEntries(known.map((flag) => [flag, Number(this.constants[flag])]));
    const has = (flag: string): boolean => (flags & (bits[flag] ?? 0)) !== 0;
    const unknown = known.reduce((rest, flag) => rest & ~(bits[flag] ?? 0), flags);
    const isHere = from === Number(this.constants['AT_FDCWD']);
    // Other directories, and the two access bits together, are beyond this kernel.
    if (!isHere || unknown !== 0 || (has('O_WRONLY') && has('O_RDWR'))) return lacking();
    if (name === '') throw new Refused('ENOENT');
    if (/[/\0]|^\.\.?$/.test(name) || name.length > LONGEST_NAME) return lacking();
    const fd = this.lowestFree();
    const handle = this.volume.openSync(
      `${DIRECTORY}/${name}`,
      flags & ~(bits['O_CLOEXEC'] ?? 0),
      OPEN_TO_ALL,
    );
    const [readable, writable] = [!has('O_WRONLY'), has('O_WRONLY') || has('O_RDWR')];
    this.descriptors.set(fd, { handle, readable, writable, users: 1 });
    return { value: fd };
  }

  read(fd: number, buf: Value | undefined, count: number): Answer {
    const file = this.file(fd);
    if (!file.readable) throw new Refused('EBADF');
    if (buf !== undefined || file.handle === undefined) return lacking();
    const size = this.volume.fstatSync(file.handle).size;
    const bytes = Buffer.alloc(Math.min(count, size));
    const length = this.volume.readSync(file.handle, bytes, 0, bytes.length, null);
    return { value: length, data: bytes.toString('latin1', 0, length) };
  }

  write(fd: number, text: string, count: number): Answer {
    const file = this.file(fd);
    if (!file.writable) throw new Refused('EBADF');
    if (file.handle === undefined || count !== text.length) return lacking();
    const bytes = Buffer.from(text, 'latin1');
    return { value: this.volume.writeSync(file.handle, bytes, 0, bytes.length, null) };
  }

  close(fd: number): Answer {
    const file = this.file(fd);
    this.descriptors.delete(fd);
    file.users -= 1;
    if (file.users === 0 && file.handle !== undefined) this.volume.closeSync(file.handle);
    return { value: 0 };
  }

  duplicate(fd: number): Answer {
    return this.give(this.file(fd), this.lowestFree());
  }

  duplicateTo(fd: number, to: number): Answer {
    const file = this.file(fd);
    if (to >= MOST_DESCRIPTORS || to < 0) throw new Refused('EBADF');
    if (to === fd) return { value: fd };
    if (this.descriptors.has(to)) this.close(to);
    return this.give(file, to);
  }

  /** Numbers and names of constants as a 32-bit number, or a larger one that is exact; what is neither is beyond us. */
  number(value: Value | undefined): number {
    if (value?.kind === 'int') return Number(BigInt.asIntN(64, value.value));
    if (value?.kind !== 'names') throw new Refused('ENOSYS');
    const named = value.names.map((name) => this.constants[name] ?? 0n);
    return Number(named.reduce((all, bit) => all | bit, value.rest ?? 0n));
  }

  private give(file: OpenFile, fd: number): Answer {
    file.users += 1;
    this.descriptors.set(fd, file);
    return { value: fd };
  }

  private file(fd: number): OpenFile {
    const file = this.descriptors.get(fd);
    if (file === undefined) throw new Refused('EBADF');
    return file;
  }

  private lowestFree(): number {
    for (let fd = 0; fd < MOST_DESCRIPTORS; fd++) if (!this.descriptors.has(fd)) return fd;
    throw new Refused('EMFILE');
  }
}

/** The answer of a kernel that has no such call, or not all of it. */
function lacking(): Answer {
  return { errno: 'ENOSYS' };
}

/** Bytes that the caller laid down. Memory of other kinds is beyond us. */
function textOf(value: Value | undefined): string {
  if (value?.kind === 'bytes') return value.bytes;
  throw new Refused('ENOSYS');
}
