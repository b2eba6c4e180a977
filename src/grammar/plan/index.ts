/**
 * plan: from the tree of a format to one program for all languages. Start with plan.ts, the contract of every back
 * end; then operation.ts, value-type.ts and look.ts. plan-nodes.ts makes it.
 */
export { lookFor, type Look } from './look.js';
export { answerTree, lookTree, type LookTree } from './look-tree.js';
export {
  handleOperation,
  type DecimalLeaf,
  type Expectation,
  type IntegerLeaf,
  type LineCase,
  type Literal,
  type Operation,
  type OperationHandlers,
  type OperationKind,
  type OperationOf,
  type Register,
  type Target,
  type TextEnd,
  type TextLeaf,
} from './operation.js';
export type { EachList, Mode, Plan, PlanFunction } from './plan.js';
export { planOf } from './plan-of.js';
export { recordsInnermostFirst } from './records-innermost-first.js';
export { freshName, snakeName } from './snake-name.js';
export type { FieldType, RecordType, ValueType } from './value-type.js';
