/**
 * The memory of steps: the generator walks a scenario and the oracle walks it again; the second walk is free.
 *
 * It forgets everything once it holds `MOST_STEPS`: a weak map would never forget too early, but costs
 * the garbage collector more than the steps themselves.
 */
import type { KernelAction, Outcome } from './kernel.js';
import type { World } from './world.js';

const MOST_STEPS = 8_192;

export class StepMemory {
  private readonly taken = new Map<World, Map<KernelAction, readonly Outcome[]>>();

  /** The outcomes of a step: remembered for the same two objects, else found by `find`. */
  recall(world: World, action: KernelAction, find: () => readonly Outcome[]): readonly Outcome[] {
    const known = this.taken.get(world)?.get(action);
    if (known !== undefined) return known;
    const outcomes = find();
    if (this.taken.size >= MOST_STEPS) this.taken.clear();
    const steps = this.taken.get(world) ?? new Map<KernelAction, readonly Outcome[]>();
    this.taken.set(world, steps.set(action, outcomes));
    return outcomes;
  }
}
