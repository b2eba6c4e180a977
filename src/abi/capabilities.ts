/** Capabilities in the order of their numbers: include/uapi/linux/capability.h. */
export const CAPABILITIES = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_DAC_READ_SEARCH',
  'CAP_FOWNER',
  'CAP_FSETID',
  'CAP_KILL',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETPCAP',
  'CAP_LINUX_IMMUTABLE',
  'CAP_NET_BIND_SERVICE',
  'CAP_NET_BROADCAST',
  'CAP_NET_ADMIN',
  'CAP_NET_RAW',
  'CAP_IPC_LOCK',
  'CAP_IPC_OWNER',
  'CAP_SYS_MODULE',
  'CAP_SYS_RAWIO',
  'CAP_SYS_CHROOT',
  'CAP_SYS_PTRACE',
  'CAP_SYS_PACCT',
  'CAP_SYS_ADMIN',
  'CAP_SYS_BOOT',
  'CAP_SYS_NICE',
  'CAP_SYS_RESOURCE',
  'CAP_SYS_TIME',
  'CAP_SYS_TTY_CONFIG',
  'CAP_MKNOD',
  'CAP_LEASE',
  'CAP_AUDIT_WRITE',
  'CAP_AUDIT_CONTROL',
  'CAP_SETFCAP',
  'CAP_MAC_OVERRIDE',
  'CAP_MAC_ADMIN',
  'CAP_SYSLOG',
  'CAP_WAKE_ALARM',
  'CAP_BLOCK_SUSPEND',
  'CAP_AUDIT_READ',
  'CAP_PERFMON',
  'CAP_BPF',
  'CAP_CHECKPOINT_RESTORE',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

/** What a machine gives to the actors of a scenario, beyond its kernel. */
export interface Machine {
  /** They hold every capability over their own namespaces, and over the machine. */
  readonly privileged: boolean;
  /** But for these, by name: root of a container often lacks some. */
  readonly withheld?: readonly string[] | undefined;
  /** What its administrator has set otherwise than Linux does by itself. */
  readonly settings?: readonly Setting[] | undefined;
}

/**
 * By sysctls: fs.suid_dumpable is 1, or 2; kernel.yama.ptrace_scope is 1 or 2, or 3. RLIMIT_CORE is 0, and we may not
 * raise it.
 */
export type Setting = 'suid-dumpable-1' | 'suid-dumpable-2' | 'restricted-ptrace' | 'no-ptrace' | 'no-core';

const BY_SUID_DUMPABLE: readonly (readonly Setting[])[] = [[], ['suid-dumpable-1'], ['suid-dumpable-2']];
const BY_PTRACE_SCOPE: readonly (readonly Setting[])[] = [
  [],
  ['restricted-ptrace'],
  ['restricted-ptrace'],
  ['no-ptrace'],
];

/** What settings are told by; a sysctl that is not there is another number than any that it could be. */
export interface Told {
  /** fs.suid_dumpable. */
  readonly suidDumpable: number;
  /** kernel.yama.ptrace_scope. */
  readonly ptraceScope: number;
  /** RLIMIT_CORE, with which scenarios begin. */
  readonly core: number;
}

/** The settings that those numbers mean. */
export function settingsOf({ suidDumpable, ptraceScope, core }: Told): readonly Setting[] {
  return [
    ...(BY_SUID_DUMPABLE[suidDumpable] ?? []),
    ...(BY_PTRACE_SCOPE[ptraceScope] ?? []),
    ...(core === 0 ? (['no-core'] as const) : []),
  ];
}

/** What is known of a machine, without what else is said of it. */
export function machineIn({ privileged, withheld, settings }: Machine): Machine {
  return { privileged, withheld, settings };
}

/** What clauses may ask for by `needs` of a machine: `privileged` or `unprivileged`, the capabilities of root, settings. */
export function possessionsOf({ privileged, withheld = [], settings = [] }: Machine): readonly string[] {
  if (!privileged) return ['unprivileged', ...settings];
  return ['privileged', ...CAPABILITIES.filter((name) => !withheld.includes(name)), ...settings];
}

/** A key: equal for machines on which the same happens. */
export function machineKey({ privileged, withheld = [], settings = [] }: Machine): string {
  return [String(privileged), ...withheld, ...settings].join(' ');
}
