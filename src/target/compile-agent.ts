/** Compiling the agent: once for each content of its sources, kept in a cache. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Arch } from '../abi/index.js';
import { hostArch } from './describe-host.js';
import { TargetFailure } from './target.js';

/** How the agent is compiled. */
export interface AgentBuild {
  readonly arch: Arch;
  /** Compilers to try, first to last. */
  readonly compilers: readonly string[];
  /** Where compiled agents are kept. Default: the user's cache, or a private directory of the temporary one. */
  readonly cache?: string;
}

/**
 * Gives the path of an agent for `arch`, compiling it if no one did before. Safe to call from several processes.
 * Rejects with TargetFailure: no compiler, no place to write, or a compiler's complaint.
 */
export async function compileAgent(build: AgentBuild): Promise<string> {
  return compileOnce(build, { name: 'agent', sources: sourcesOf(build.arch), flags: flags(build.arch) });
}

/** A program of ours in C. */
export interface CProgram {
  readonly name: string;
  readonly sources: Sources;
  readonly flags: readonly string[];
}

/**
 * Gives the path of `program`, compiling it if no one did before, or what was compiled is not whole any more; as
 * `compileAgent`, and it fails alike.
 */
export async function compileOnce(build: AgentBuild, program: CProgram): Promise<string> {
  const directory = cacheDirectory(build.cache);
  const name = `${program.name}-${build.arch}-${digest(program)}`;
  const kept = readdirSync(directory).find((file) => isWhole(directory, name, file));
  if (kept !== undefined) return join(directory, kept);
  const draft = join(directory, `${name}.${process.pid}.${randomBytes(4).toString('hex')}`);
  try {
    await runCompilers(build, program, draft);
    const path = join(directory, `${name}-${contentDigest(draft)}`);
    renameSync(draft, path);
    return path;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** True for the program called `name` if its bytes are those that were compiled: a machine that went down may cut a file. */
function isWhole(directory: string, name: string, file: string): boolean {
  return file.startsWith(`${name}-`) && file === `${name}-${contentDigest(join(directory, file))}`;
}

function contentDigest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
}

/** The compilers of the machine's own architecture. */
export const NATIVE_COMPILERS: readonly string[] = ['cc', 'gcc', 'clang'];

/** The compilers for an architecture: those of the machine if it is its own. */
export function compilersFor(arch: Arch): readonly string[] {
  return arch === hostArch() ? NATIVE_COMPILERS : [`${arch}-linux-gnu-gcc`];
}

const FLAGS = [
  '-std=gnu11',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-O2',
  '-nostdlib',
  '-static',
  '-ffreestanding',
  '-fno-pie',
  '-no-pie',
  '-fno-stack-protector',
  '-fno-asynchronous-unwind-tables',
  '-mgeneral-regs-only',
  '-Wl,--build-id=none',
  '-Wl,-z,noexecstack',
];

const ARCH_FLAGS: Readonly<Record<Arch, readonly string[]>> = {
  x86_64: ['-fcf-protection=none'],
  aarch64: ['-mno-outline-atomics'],
};

function flags(arch: Arch): readonly string[] {
  return [...FLAGS, ...ARCH_FLAGS[arch]];
}

export interface Sources {
  /** What is compiled. */
  readonly units: readonly string[];
  /** What it depends on. */
  readonly all: readonly string[];
}

function sourcesOf(arch: Arch): Sources {
  const directory = agentDirectory();
  const files = readdirSync(directory).sort();
  const units = files.filter((name) => name.endsWith('.c') || name === `system-${arch}.S`);
  const headers = files.filter((name) => name.endsWith('.h'));
  const whole = (names: readonly string[]): string[] => names.map((name) => join(directory, name));
  return { units: whole(units), all: whole([...units, ...headers]) };
}

/** src/agent of the package, seen from the compiled and from the source tree. */
export function agentDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'src', 'agent', 'agent.h'))) {
    const above = dirname(directory);
    if (above === directory) {
      throw new TargetFailure('the sources of the agent (src/agent) are missing', 'install the package anew');
    }
    directory = above;
  }
  return join(directory, 'src', 'agent');
}

function digest({ sources, flags }: CProgram): string {
  const hash = createHash('sha256').update(flags.join(' '));
  for (const file of sources.all)
    hash.update(`\0${file.slice(file.lastIndexOf('/'))}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function cacheDirectory(given: string | undefined): string {
  const uid = process.getuid?.() ?? 0;
  const places =
    given === undefined ? [join(homedir(), '.cache', 'abide'), join(tmpdir(), `abide-${uid}`)] : [given];
  for (const place of places) if (usable(place, uid)) return place;
  throw new TargetFailure(
    `no directory to keep the compiled agent in: tried ${places.join(' and ')}`,
    'make one of them writable',
  );
}

/** A directory of our own that nobody else can write to. */
function usable(place: string, uid: number): boolean {
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const { mode, uid: owner } = lstatSync(place);
    return owner === uid && (mode & 0o022) === 0;
  } catch {
    return false;
  }
}

/** A directory of PATH that may not be searched makes a program that is nowhere look like a forbidden one. */
const NOT_FOUND: ReadonlySet<unknown> = new Set(['ENOENT', 'EACCES']);

async function runCompilers(
  build: AgentBuild,
  { name, flags, sources }: CProgram,
  draft: string,
): Promise<void> {
  for (const compiler of build.compilers) {
    try {
      await promisify(execFile)(compiler, [...flags, ...sources.units, '-o', draft]);
      return;
    } catch (error) {
      if (NOT_FOUND.has((error as NodeJS.ErrnoException).code)) continue;
      const { stderr, message } = error as Error & { stderr?: string };
      const { line, isFull } = complaintIn(stderr ?? message);
      const remedy = `make room in ${tmpdir()}, where the compiler keeps its own files, and in ${dirname(draft)}`;
      throw new TargetFailure(`${compiler} cannot compile ${name}: ${line}`, isFull ? remedy : undefined);
    }
  }
  throw new TargetFailure(
    `no C compiler found (tried ${build.compilers.join(', ')})`,
    'install one: `apt-get install gcc` on Debian, `dnf install gcc` on Fedora, `apk add gcc` on Alpine',
  );
}

/** What a compiler complained of: the line that says most. The first one may only say whose complaints follow. */
function complaintIn(said: string): { line: string; isFull: boolean } {
  const lines = said.trim().split('\n');
  const full = lines.find((line) => FULL.test(line));
  const line = full ?? lines.find((one) => /error/i.test(one)) ?? lines[0] ?? '';
  return { line, isFull: full !== undefined };
}

/** ENOSPC and EDQUOT, as compilers tell them. */
const FULL = /no space left on device|disk quota exceeded/i;
