/** Bodies: the stages of a call or an operation, and of the cases that they go on with. */
import type { Body } from './types.js';

/** A body and all that its cases go on with. */
export function bodiesOf(body: Body | undefined): Body[] {
  if (body === undefined) return [];
  return [body, ...[...(body.cases?.is.values() ?? [])].flatMap(bodiesOf)];
}
