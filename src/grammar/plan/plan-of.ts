/** From the tree of a format to its plan. */
import type { FormatTree } from '../ir.js';
import { referredIn } from '../references.js';
import { must } from '../must.js';
import type { EachList, Mode, Plan } from './plan.js';
import { planFormat } from './plan-nodes.js';
import { Planner, type Shared } from './planner.js';
import { Pools } from './pools.js';
import { RecordTypes } from './record-types.js';
import type { RecordType } from './value-type.js';

/** The plan of a format that passed the checks of format.ts. Pure; takes some milliseconds. */
export function planOf({ meta, root }: FormatTree): Plan {
  const pools = new Pools();
  const types = new RecordTypes();
  const name = meta.name.split('/').at(-1) ?? 'file';
  types.recordOf(root, name);
  const registers = new Map([...referredIn(root)].map((node, register) => [node, register]));
  const each = eachOf(must(types.records[0]));
  const shared: Shared = {
    pools,
    types,
    each: each?.field,
    registers,
    registerOf: (node) => {
      if (!registers.has(node)) registers.set(node, registers.size);
      return must(registers.get(node));
    },
  };
  const entryOf = (mode: Mode): number => planFormat(root, name, new Planner(mode, shared));
  const entry = { strict: entryOf('strict'), tolerant: entryOf('tolerant') };
  const { functions, expectations } = pools;
  return {
    meta,
    records: types.records,
    functions,
    entry,
    expectations,
    registers: registers.size,
    ...(each ? { each } : {}),
  };
}

/** The last list of records right in the first record; the last list of anything if there is none of records. */
function eachOf({ fields }: RecordType): EachList | undefined {
  const lists = fields.flatMap(({ type }, field) => (type.kind === 'list' ? [{ field, of: type.of }] : []));
  return lists.filter(({ of }) => of.kind === 'record').at(-1) ?? lists.at(-1);
}
