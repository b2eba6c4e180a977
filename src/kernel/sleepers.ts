/** Sleeping calls: when one can go on, and what a signal makes of it. */
import { valueOf } from './answers.js';
import { ModelBug } from './draft.js';
import { holds, runEffects, runOf, syscallOf, waitingBody, type Rules, type Run } from './run.js';
import type { Waits } from '../spec/index.js';
import { watch } from './watches.js';
import type { Answer, BlockedCall, Restart, TaskId } from './world.js';

/**
 * True where a sleeping call's condition holds: it is worth trying again. Where it does not, the rows that it
 * read are watched: until one of them is written there is no need to ask again.
 */
export function canGoOn(rules: Rules, task: TaskId, blocked: BlockedCall): boolean {
  const found = waitsOf(rules, task, blocked);
  if (found === undefined) return false;
  const { draft } = rules.context;
  const read = new Set<string>();
  draft.footprint.read = read;
  const holds = found.waits.until.evaluate(rules.machine, found.run.scope) === true;
  draft.footprint.read = undefined;
  if (!holds) draft.watches = watch(draft.watches, task, [...read]);
  return holds;
}

/** What a signal makes of a sleeping call: an answer if a part was done or it fails, or its restart class. */
export function interruption(
  rules: Rules,
  task: TaskId,
  blocked: BlockedCall,
): { readonly answer: Answer } | { readonly restart: Restart } {
  const found = waitsOf(rules, task, blocked);
  if (found === undefined) throw new ModelBug(`${blocked.call.name} sleeps, but its text has no wait`);
  const { waits, run } = found;
  const { draft } = rules.context;
  if (waits.partial !== undefined && holds(run, waits.partial.when)) {
    draft.fire(waits.partial.id);
    const returns = waits.partial.returns.evaluate(rules.machine, run.scope);
    return { answer: { result: { kind: 'value', value: valueOf(returns) }, outputs: [] } };
  }
  const { fails } = waits;
  if (fails?.errno !== undefined && rules.applies(fails) && holds(run, fails.when)) {
    draft.fire(fails.id);
    return { answer: { result: { kind: 'errno', errno: fails.errno }, outputs: [] } };
  }
  // Who gets an error is not shown what was written, but it was.
  runEffects(run, waits.leaves ?? []);
  let cut = waits.interrupted;
  while (cut?.when !== undefined && !holds(run, cut.when)) cut = cut.otherwise;
  if (cut === undefined) return { restart: 'nointr' };
  draft.fire(cut.id);
  return { restart: cut.restart };
}

/** The wait of a sleeping call, by the way its arguments select. */
function waitsOf(rules: Rules, task: TaskId, blocked: BlockedCall): { waits: Waits; run: Run } | undefined {
  const syscall = syscallOf(rules.spec, blocked);
  rules.context.task = task;
  const run = runOf(rules, syscall, blocked);
  const waits = waitingBody(run)?.waits;
  return waits === undefined ? undefined : { waits, run };
}
