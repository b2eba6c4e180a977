/** Limits on resources: what a process begins with, and what counts against them (getrlimit(2)). */
import type { Draft } from '../draft.js';
import { UNLIMITED, type Limit, type Limits } from '../identity.js';

/** The numbers of asm-generic/resource.h that the model itself asks for. */
export const RLIMIT = {
  CPU: 0,
  FSIZE: 1,
  DATA: 2,
  STACK: 3,
  CORE: 4,
  NPROC: 6,
  NOFILE: 7,
  AS: 9,
  SIGPENDING: 11,
  NICE: 13,
} as const;

const RESOURCES = 16;
const NONE: Limit = { soft: UNLIMITED, hard: UNLIMITED };
const both = (value: bigint): Limit => ({ soft: value, hard: value });

/** What the agent sets before a scenario begins (src/agent/stance.c), by the number of the resource. */
const FIRST: Readonly<Record<number, Limit>> = {
  [RLIMIT.STACK]: { soft: 8_388_608n, hard: UNLIMITED },
  [RLIMIT.CORE]: both(1n),
  [RLIMIT.NPROC]: both(4096n),
  [RLIMIT.NOFILE]: { soft: 1024n, hard: 4096n },
  8: both(65_536n),
  [RLIMIT.SIGPENDING]: both(2048n),
  12: both(65_536n),
  [RLIMIT.NICE]: both(0n),
  14: both(0n),
};

/** The limits of actor A, and of init, but for `firstLimits`. */
export const FIRST_LIMITS: Limits = {};

const NO_CORE: Limits = { [RLIMIT.CORE]: both(0n) };

/** With which limits a scenario begins, init included: RLIMIT_CORE may be 0, and past being raised. */
export function firstLimits(draft: Draft): Limits {
  return draft.has('no-core') ? NO_CORE : FIRST_LIMITS;
}

/** The limit on a resource that has one. */
export function limitOn(limits: Limits, resource: number): Limit {
  return limits[resource] ?? FIRST[resource] ?? NONE;
}

/** True for the number of a resource. */
export function isResource(resource: bigint): boolean {
  return resource >= 0n && resource < BigInt(RESOURCES);
}

/** The largest number that expressions can compute with. */
const GREATEST = (1n << 63n) - 1n;

/** A limit as expressions see it. */
export function least(limit: bigint): bigint {
  return limit > GREATEST ? GREATEST : limit;
}

/** The limits with one of them replaced. */
export function withLimit(limits: Limits, resource: number, limit: Limit): Limits {
  const { soft, hard } = limitOn(FIRST_LIMITS, resource);
  const all = { ...limits, [resource]: limit };
  if (limit.soft === soft && limit.hard === hard) delete all[resource];
  return all;
}
