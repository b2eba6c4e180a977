/** A program in the making: what lies where in the caller's arena. */
import type { Program } from './frames.js';
import { TargetFailure } from './target.js';

/** Bytes and the words that go over them, at offsets from where the bytes will lie. */
export interface Laid {
  readonly bytes: Uint8Array;
  readonly patches: Program['patches'];
}

/** The arena of one actor (ARENA_BYTES of src/agent/agent.h). */
export const ARENA_BYTES = 0x7c000;
const ALIGNMENT = 16;

export class ProgramDraft {
  private next = 0;
  readonly placed: Program['placed'][number][] = [];
  readonly patches: Program['patches'][number][] = [];
  readonly brings: Program['brings'][number][] = [];

  /** Lays bytes down; gives their offset in the arena. Throws TargetFailure when they do not fit. */
  place(laid: Laid): number {
    const offset = this.take(laid.bytes.length);
    this.placeAt(offset, laid);
    return offset;
  }

  /** Lays bytes down where room was taken before. */
  placeAt(offset: number, { bytes, patches }: Laid): void {
    this.placed.push({ offset, bytes });
    for (const patch of patches) this.patches.push({ ...patch, offset: offset + patch.offset });
  }

  /** Takes room for what comes back; `limited`: no more of it than the call's result says. */
  bring(length: number, limited: boolean): number {
    const offset = this.take(length);
    this.brings.push({ offset, length, limited });
    return offset;
  }

  /** How much room is left. */
  room(): number {
    return ARENA_BYTES - this.next - ALIGNMENT;
  }

  private take(length: number): number {
    if (length > this.room()) {
      throw new TargetFailure(
        `needs ${length} bytes, and the arena of an actor holds ${ARENA_BYTES}`,
        'write less in one call',
      );
    }
    const offset = this.next;
    this.next = Math.ceil((this.next + length) / ALIGNMENT) * ALIGNMENT;
    return offset;
  }
}
