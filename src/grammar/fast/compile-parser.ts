/** Generated parser text to a parser. */
import { compileFunction } from 'node:vm';
import type { Bytes } from '../../abi/index.js';
import { failureAt, type ParseFailure } from '../failure.js';
import type { Node } from '../ir.js';
import type { FieldRecord } from '../value.js';
import { generateParser } from './generate-parser.js';
import type { Mode } from './leaves.js';
import { must } from '../must.js';

export type Parsed =
  { readonly ok: true; readonly value: FieldRecord } | { readonly ok: false; readonly failure: ParseFailure };

interface Machine {
  parse(text: Bytes): FieldRecord;
  failedAt(): number;
  failedFor(): number | readonly string[];
}

/** The fast parser of `root`, made once, when it is first needed. It never throws and takes linear time. */
export function compileParser(root: Node, mode: Mode): (text: Bytes) => Parsed {
  const stop = new Error('the text is not of this format');
  const { code, expectations } = generateParser(root, mode);
  const machine = (compileFunction(code, ['STOP']) as (stop: Error) => Machine)(stop);
  return (text) => {
    try {
      return { ok: true, value: machine.parse(text) };
    } catch (thrown) {
      if (thrown !== stop) throw thrown;
      const expected = machine.failedFor();
      const words = typeof expected === 'number' ? must(expectations[expected]) : expected;
      return { ok: false, failure: failureAt(text, machine.failedAt(), words) };
    }
  };
}
