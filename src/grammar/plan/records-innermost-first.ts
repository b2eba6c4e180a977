/** The records of a plan in an order for languages that declare before they use. */
import { must } from '../must.js';
import type { Plan } from './plan.js';
import type { ValueType } from './value-type.js';

/** The numbers of all records, each behind those that stand in it. */
export function recordsInnermostFirst({ records }: Plan): number[] {
  const order = new Set<number>();
  const visit = (record: number): void => {
    if (order.has(record)) return;
    for (const { type } of must(records[record]).fields) for (const within of recordsIn(type)) visit(within);
    order.add(record);
  };
  records.forEach((_, record) => visit(record));
  return [...order];
}

function recordsIn(type: ValueType): number[] {
  if (type.kind === 'record') return [type.record];
  if (type.kind === 'list') return recordsIn(type.of);
  return type.kind === 'union' ? type.members.flatMap(recordsIn) : [];
}
