/** The targets by name, and which of them are meant when nobody says. */
import { renderProc } from '../oracle/index.js';
import { DEFAULT_PROFILE } from '../scenario/index.js';
import { createHostTarget, createModelTarget, createUmlTarget, type Target } from '../target/index.js';
import type { Assembly } from './assembly.js';
import { CannotDo } from './io.js';

type Make = (assembly: Assembly) => Target;

/** Every target that there is. */
export const TARGETS: Readonly<Record<string, Make>> = {
  host: ({ spec }) => createHostTarget({ abi: spec.abi }),
  uml: ({ spec }) => createUmlTarget({ abi: spec.abi }),
  model: ({ kernel, formats }) =>
    createModelTarget({
      kernel,
      profile: DEFAULT_PROFILE,
      renderProc: (file, facts) => renderProc(formats, facts, file),
    }),
};

/** The running kernel where it is Linux, else the model. */
export function defaultTargets(): string[] {
  return process.platform === 'linux' ? ['host'] : ['model'];
}

/** The names in a `-t` option: `host,model`. Throws CannotDo for one that is not known. */
export function targetNames(written: string | undefined, otherwise: readonly string[]): string[] {
  const names = written?.split(',').filter((name) => name !== '') ?? [...otherwise];
  const unknown = names.find((name) => !Object.hasOwn(TARGETS, name));
  if (unknown !== undefined || names.length === 0) {
    throw new CannotDo(
      `unknown target '${unknown ?? written ?? ''}'`,
      `the targets are ${Object.keys(TARGETS).join(', ')}; \`abide targets\` says more`,
    );
  }
  return [...new Set(names)];
}

/**
 * Makes a target, lets `work` have it, and closes it whatever happens.
 *
 * Throws CannotDo, with what to do about it, if the target is not available here.
 */
export async function withTarget<T>(
  assembly: Assembly,
  name: string,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const target = makeTarget(assembly, name);
  try {
    const { available, reason, remedy } = target.description;
    if (!available)
      throw new CannotDo(`target ${name} is not available: ${reason ?? 'unknown reason'}`, remedy);
    return await work(target);
  } finally {
    await target.close();
  }
}

/** The target called `name`. Throws CannotDo if there is none. */
export function makeTarget(assembly: Assembly, name: string): Target {
  const make = TARGETS[name];
  if (make === undefined) throw new CannotDo(`unknown target '${name}'`, '`abide targets` lists them');
  return make(assembly);
}
