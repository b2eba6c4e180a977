/** The targets by name, and which of them are meant when nobody says. */
import { renderProc } from '../oracle/index.js';
import { DEFAULT_PROFILE } from '../scenario/index.js';
import {
  createCommandTarget,
  createGvisorTarget,
  createHostTarget,
  createModelTarget,
  createQemuUserTarget,
  createProotTarget,
  createUmlTarget,
  createVmTarget,
  TargetFailure,
  type Target,
} from '../target/index.js';
import type { Assembly } from './assembly.js';
import { CannotDo, type Io } from './io.js';

type Make = (assembly: Assembly) => Target;
type MakeOf = (assembly: Assembly, what: string) => Target;

/** Every target that has a name of its own. */
export const TARGETS: Readonly<Record<string, Make>> = {
  host: ({ spec }) => createHostTarget({ abi: spec.abi }),
  uml: ({ spec }) => createUmlTarget({ abi: spec.abi }),
  gvisor: ({ spec }) => createGvisorTarget({ abi: spec.abi }),
  'qemu-x86_64': ({ spec }) => createQemuUserTarget('x86_64', { abi: spec.abi }),
  'qemu-aarch64': ({ spec }) => createQemuUserTarget('aarch64', { abi: spec.abi }),
  proot: ({ spec }) => createProotTarget({ abi: spec.abi }),
  'vm:6.1': ({ spec }) => createVmTarget('6.1', { abi: spec.abi }),
  'vm:6.12': ({ spec }) => createVmTarget('6.12', { abi: spec.abi }),
  model: ({ kernel, formats }) =>
    createModelTarget({
      kernel,
      profile: DEFAULT_PROFILE,
      renderProc: (file, facts) => renderProc(formats, facts, file),
    }),
};

/** Targets of which a name says more behind a colon: `vm:KERNEL`, `command:LINE`. */
const FAMILIES: Readonly<Record<string, MakeOf>> = {
  vm: ({ spec }, kernel) => createVmTarget(kernel, { abi: spec.abi }),
  command: ({ spec }, line) => createCommandTarget(line, { abi: spec.abi }),
};

/** The running kernel where it is Linux, else the model. */
export function defaultTargets(): string[] {
  return process.platform === 'linux' ? ['host'] : ['model'];
}

/**
 * The names in a `-t` option: `host,model`. A line of shell may hold commas: `command:...` is a name to its end.
 * Throws CannotDo for one that is not known.
 */
export function targetNames(written: string | undefined, otherwise: readonly string[]): string[] {
  const names = written?.match(/command:.*|[^,]+/gs) ?? (written === undefined ? [...otherwise] : []);
  const unknown = names.find((name) => makerOf(name) === undefined);
  if (unknown !== undefined || names.length === 0) {
    const known = [...Object.keys(TARGETS), ...Object.keys(FAMILIES).map((name) => `${name}:...`)];
    throw new CannotDo(
      `unknown target '${unknown ?? written ?? ''}'`,
      `the targets are ${known.join(', ')}; \`abide targets\` says more`,
    );
  }
  return [...new Set(names)];
}

/** A target has this name; a directory of the same name is written `./host`. */
export function isTargetName(name: string): boolean {
  return makerOf(name) !== undefined;
}

function makerOf(name: string): Make | undefined {
  if (Object.hasOwn(TARGETS, name)) return TARGETS[name];
  const [family = '', ...what] = name.split(':');
  const make = Object.hasOwn(FAMILIES, family) ? FAMILIES[family] : undefined;
  return make === undefined || what.join(':') === ''
    ? undefined
    : (assembly) => make(assembly, what.join(':'));
}

/**
 * Makes a target, lets `work` have it, and closes it whatever happens.
 *
 * Throws CannotDo, with what to do about it, if the target is not available here, and where it is interrupted before
 * the target says what it is, or where it does not say that.
 */
export async function withTarget<T>(
  io: Io,
  assembly: Assembly,
  name: string,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const target = makeTarget(assembly, name);
  try {
    const { available, reason, remedy } = target.description;
    if (!available)
      throw new CannotDo(`target ${name} is not available: ${reason ?? 'unknown reason'}`, remedy);
    const meeting = target.meet?.().catch((error: unknown) => {
      throw error instanceof TargetFailure ? new CannotDo(`${name}: ${error.message}`, error.remedy) : error;
    });
    if (meeting !== undefined)
      await whileWaited(io, target, meeting, 'interrupted before anything was tried');
    return await work(target);
  } finally {
    await target.close();
  }
}

/**
 * What `target` is asked for, which is closed where nobody waits for that any more, and only then: CannotDo is thrown,
 * with `interrupted`. Rejects as `asked` does.
 */
export async function whileWaited<T>(
  io: Io,
  target: Target,
  asked: Promise<T>,
  interrupted: string,
): Promise<T> {
  const close = (): void => void target.close();
  if (io.signal.aborted) close();
  io.signal.addEventListener('abort', close, { once: true });
  try {
    return await asked;
  } catch (thrown) {
    if (io.signal.aborted) throw new CannotDo(interrupted);
    throw thrown;
  } finally {
    io.signal.removeEventListener('abort', close);
  }
}

/** The target called `name`. Throws CannotDo if there is none. */
export function makeTarget(assembly: Assembly, name: string): Target {
  const make = makerOf(name);
  if (make === undefined) throw new CannotDo(`unknown target '${name}'`, '`abide targets` lists them');
  return make(assembly);
}
