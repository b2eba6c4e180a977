/** Capabilities: the rights of root, one by one (capabilities(7); numbers of include/uapi/linux/capability.h). */
import { CAPABILITIES, type Capability } from '../../abi/index.js';
import { ModelBug } from '../draft.js';

/** Every capability that Linux has (up to CAP_LAST_CAP). */
export const ALL_CAPABILITIES = (1n << BigInt(CAPABILITIES.length)) - 1n;

/** The set with one capability in it. */
export function capability(name: Capability): bigint {
  return 1n << BigInt(CAPABILITIES.indexOf(name));
}

/** All capabilities but those called `names`. Throws ModelBug for a name that none has. */
export function allBut(names: readonly string[]): bigint {
  return names.reduce((rest, name) => {
    if (!isCapability(name)) throw new ModelBug(`no capability is called ${name}`);
    return rest & ~capability(name);
  }, ALL_CAPABILITIES);
}

/** The capabilities that follow the user for file accesses (CAP_FS_SET). */
export const OVER_FILES = (
  [
    'CAP_CHOWN',
    'CAP_MKNOD',
    'CAP_DAC_OVERRIDE',
    'CAP_DAC_READ_SEARCH',
    'CAP_FOWNER',
    'CAP_FSETID',
    'CAP_LINUX_IMMUTABLE',
    'CAP_MAC_OVERRIDE',
  ] as const
).reduce((set, name) => set | capability(name), 0n);

/** The capability with that number. Throws ModelBug where there is none. */
export function capabilityNumbered(number: bigint): Capability {
  const found = CAPABILITIES[Number(number)];
  if (found === undefined) throw new ModelBug(`no capability has the number ${number}`);
  return found;
}

function isCapability(name: string): name is Capability {
  return (CAPABILITIES as readonly string[]).includes(name);
}
