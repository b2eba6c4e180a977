/** An execve that succeeds: the program runs itself anew, and goes on with the next part of the tale. */
import type { Event, Value } from '../../abi/index.js';
import { cString } from './c-text.js';
import { Refused } from './refused.js';
import { trialPath } from './trial-paths.js';
import type { Writing } from './writing.js';

/** Where something is written. */
type Place = Pick<Writing, 'sheet' | 'draft'>;

/**
 * The environment of a program that is run anew, as a variable; gives its name. It holds one string more than the
 * scenario says: where the stage is, and that part `part` of the tale comes next. Throws Refused where it is no list.
 */
export function environmentText(
  value: Value | undefined,
  name: string,
  part: number,
  writing: Writing,
): string {
  if (value?.kind !== 'list') throw new Refused('it runs the program anew without an environment');
  const items = value.items.map((item) => {
    if (item.kind !== 'bytes') throw new Refused(`a ${item.kind} stands where bytes belong`);
    return cString(item.bytes);
  });
  writing.sheet.use('stage_at');
  const variable = writing.draft.name(name);
  writing.draft.line(`char *${variable}[] = { ${[...items, `stage_at(${part})`, 'NULL'].join(', ')} };`);
  return variable;
}

/** Writes that a call which ran the program anew cannot come back. */
export function writeReplaced(call: string, { sheet, draft }: Place): void {
  sheet.use('came_back');
  draft.line(`came_back(${cString(call)});`);
}

/** Writes with which arguments the program has to have been run anew. */
export function writeGiven({ argv }: Extract<Event, { kind: 'image' }>, { sheet, draft }: Place): void {
  sheet.use('expect_arguments');
  const items = argv.map((one) => cString(trialPath(one, sheet.agent)));
  draft.line(`expect_arguments(${[...items, 'NULL'].join(', ')});`);
}
