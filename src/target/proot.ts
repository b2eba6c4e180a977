/** The target `proot`: a tracer that changes what programs ask this kernel for, so that they seem to be root: `proot -0`. */
import { spawnSync } from 'node:child_process';
import { realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createAgentTarget, type AgentOptions, type TargetWithAgents } from './agent-target.js';
import { compileAgent } from './compile-agent.js';
import { describeHost } from './describe-host.js';
import { versionOf } from './guest/confined.js';
import { FirstRoot } from './guest/first-root.js';
import { describeUnless, missingProgram, otherMachine } from './guest/obstacles.js';
import { TargetFailure, type Target, type TargetDescription } from './target.js';

const TRACER = 'proot';
/** Where an agent's middleman finds the root of this machine, and the file that was brought for it (src/agent/middleman.h). */
const MACHINE = '/dev';
const LOADER = '/bin/loader';

/**
 * The running kernel as programs under proot see it. Nothing is compiled or started before it is met, or runs something. Its /proc is
 * this kernel's, which the target `host` tells.
 */
export function createProotTarget(options: AgentOptions): Target {
  const root = new FirstRoot();
  const traced = createTraced(root, options);
  return {
    get description() {
      return traced.description;
    },
    meet: () => traced.meet(),
    run: (scenario) => traced.run(scenario),
    shortages: () => traced.shortages(),
    measureFloor: (rounds) => traced.measureFloor(rounds),
    close: () => traced.close(),
  };
}

function createTraced(root: FirstRoot, options: AgentOptions): TargetWithAgents {
  return createAgentTarget(
    {
      description: describeProot(),
      arch: 'x86_64',
      command: async (cpu, tools) => {
        const path = await compileAgent({ ...tools, arch: 'x86_64' });
        const words = [within(loaderIn(root.place())), `PROOT_LOADER=${LOADER}`, ...startOfTracer(), '-0'];
        return {
          path,
          args: ['serve', String(cpu), 'under', ...words],
          argv0: 'agent',
          env: {},
          wire: 'standard',
        };
      },
      clear: () => root.clear(),
    },
    options,
  );
}

/** Describes proot, if it is installed. What it does not change is this kernel's, and so are the promises. */
export function describeProot(): TargetDescription {
  const { profile, capabilities } = describeHost();
  return describeUnless(
    [
      otherMachine(TRACER),
      missingProgram([TRACER], 'proot'),
      capabilities.privileged ? undefined : { reason: 'it is tried as root', remedy: 'run as root' },
    ],
    { name: 'proot', version: /\d+(\.\d+)+/.exec(versionOf(TRACER) ?? '')?.[0] ?? '', profile, capabilities },
  );
}

/** A path of this machine, where a middleman sees it. */
function within(path: string): string {
  return MACHINE + path;
}

/** proot writes a program that starts every other one to /tmp, which a world has not. Throws TargetFailure. */
function loaderIn(place: string): string {
  const shown = ['/bin/sh', '-c', 'cat /tmp/prooted-$PPID-*'];
  const { status, stdout } = spawnSync('env', ['-u', 'PROOT_LOADER', TRACER, ...shown]);
  if (status !== 0 || stdout.length === 0) throw new TargetFailure(`${TRACER} starts no program here`);
  const path = join(place, 'loader');
  writeFileSync(path, stdout);
  return path;
}

/** How it is started where its libraries are not in their places. Throws TargetFailure where it has none. */
function startOfTracer(): string[] {
  const found = spawnSync('/bin/sh', ['-c', `command -v ${TRACER}`], { encoding: 'utf8' }).stdout.trim();
  const needed = spawnSync('ldd', [found], { encoding: 'utf8' }).stdout ?? '';
  const [, linker] = /^\s*(\/\S+)/m.exec(needed) ?? [];
  if (linker === undefined) throw new TargetFailure(`ldd does not tell what ${found} needs`);
  const libraries = [...needed.matchAll(/=> (\/\S+)/g)].map(([, path = '']) => dirname(realpathSync(path)));
  const places = [...new Set(libraries)].map(within).join(':');
  return [within(realpathSync(linker)), '--library-path', places, within(realpathSync(found))];
}
