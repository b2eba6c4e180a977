/** The first root of a guest kernel: an init of ours and the agent, as an archive in the temporary directory. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentTools } from '../agent-target.js';
import { agentDirectory, compileAgent, compileOnce } from '../compile-agent.js';
import { cpioArchive } from './cpio.js';
import { GuestDirectory } from './guest-directory.js';

/** Made when it is first asked for, in a directory that has room for more. */
export class FirstRoot extends GuestDirectory {
  private made: Promise<string> | undefined;

  /** The path of the archive. Rejects with TargetFailure where it cannot be compiled. */
  archive(tools: AgentTools): Promise<string> {
    return (this.made ??= this.makeArchive(tools));
  }

  private async makeArchive(tools: AgentTools): Promise<string> {
    const build = { arch: 'x86_64', ...tools } as const;
    const [init, agent] = await Promise.all([compileOnce(build, initProgram()), compileAgent(build)]);
    const path = join(this.place(), 'first-root.cpio');
    const program = (name: string, from: string) => ({
      path: name,
      mode: 0o100755,
      bytes: readFileSync(from),
    });
    writeFileSync(path, cpioArchive([program('init', init), program('agent', agent)]));
    return path;
  }
}

function initProgram(): Parameters<typeof compileOnce>[1] {
  const source = join(agentDirectory(), 'guest', 'init.c');
  const flags = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-O2', '-static'];
  return { name: 'guest-init', sources: { units: [source], all: [source] }, flags };
}
