/**
 * grammar: what the files of /proc look like, to the byte: grammars to parsers, printers, samplers and facts.
 * It must not know what a file means, which kernel printed it, or whether what it says is true.
 * It fails with a ParseFailure (offset, line, column, expected) for a text, a PrintFailure for a value, and a
 * GrammarError (file:line:col, with a suggestion) for a grammar.
 * Start with ir.ts, then format.ts; docs/adding-a-format.md is the notation.
 */
export type { Facts, Ending, EscapedField, OptionalPart } from './facts.js';
export type { Parsed, Source } from './emit/javascript/compile-parser.js';
export type { EmittedFile, Emitter } from './emit/emitter.js';
export { emitterOf, LANGUAGES } from './emit/emitters.js';
export type { FieldType, Mode, Plan, ValueType } from './plan/index.js';
export { diagramOf } from './diagram/diagram-of.js';
export { formatOf, formatsOf } from './format-of.js';
export { jsonToValue, valueToJson } from './json.js';
export { failureAt, failureText, quoted, type ParseFailure } from './failure.js';
export { compileFormat, type Format, type ParseOptions } from './format.js';
export type { FormatMeta, FormatTree, Node } from './ir.js';
export { checkGrammars, loadFormats, type CompiledFormats } from './load-formats.js';
export { didYouMean, GrammarError, problemText, type GrammarProblem } from './notation/problem.js';
export { parseAsAny, type ParsedAs } from './parse-as-any.js';
export { PathIndex } from './path-index.js';
export { PrintFailure } from './print.js';
export type { ReferenceParsed } from './reference/compile-reference.js';
export type { Draw } from './sample.js';
export { goodSamplesOf } from './samples-of.js';
export { sequence } from './sequence.js';
export { sameValue, type FieldRecord, type FieldValue } from './value.js';
