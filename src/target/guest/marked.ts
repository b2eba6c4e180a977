/** The agent's image for an emulator: it bears a mark by which the kernel hands it to the emulator (src/agent/emulator.c). */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { TargetFailure } from '../target.js';

/** In an ELF header: the version of an ABI that Linux does not look at. */
const EI_ABIVERSION = 8;
const MARK = 0xab;

/** The path of a copy of `agent` beside it, with the mark. Throws TargetFailure where it cannot be written. */
export function markedForEmulator(agent: string): string {
  const path = `${agent}-emulated`;
  if (existsSync(path)) return path;
  const image = readFileSync(agent);
  image.writeUInt8(MARK, EI_ABIVERSION);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, image);
    chmodSync(draft, 0o755);
    renameSync(draft, path);
  } catch (error) {
    throw new TargetFailure(`cannot write ${path}: ${(error as Error).message}`);
  } finally {
    rmSync(draft, { force: true });
  }
  return path;
}
