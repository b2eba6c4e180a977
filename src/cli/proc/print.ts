/** `abide proc print FORMAT`: JSON to the text the kernel would print. */
import { Command } from 'commander';
import { jsonToValue, loadFormats, type FieldRecord, type FieldValue } from '../../grammar/index.js';
import { findFormat } from './find-format.js';
import { CannotDo, printJson, type Io } from '../io.js';
import { told } from './told.js';

export function printCommand(io: Io): Command {
  return new Command('print')
    .description('the inverse of parse: JSON on standard input to the text')
    .argument('<format>', 'the format, as abide proc list names it')
    .option('--defaults', 'fields that are not given are 0, empty, or as the grammar says')
    .option('--json', 'the text as a JSON string, one character a byte')
    .action(
      told(async (name: string, options: { defaults?: boolean; json?: boolean }) => {
        const format = findFormat(name, loadFormats());
        const fields = read(await io.stdin());
        const text = options.defaults === true ? format.renderWithDefaults(fields) : format.print(fields);
        if (options.json === true) printJson(io, text);
        else io.stdout(Buffer.from(text, 'latin1'));
      }),
    );
}

function read(input: Uint8Array): FieldRecord {
  const value = parsed(Buffer.from(input).toString('utf8'));
  if (typeof value === 'object' && !Array.isArray(value) && (value as unknown) !== null)
    return value as FieldRecord;
  throw new CannotDo('standard input is not a JSON object of fields', 'abide proc parse prints one');
}

function parsed(text: string): FieldValue {
  try {
    return jsonToValue(text);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw new CannotDo(
      `standard input is not JSON: ${thrown.message.replaceAll('\n', '\\n')}`,
      'abide proc parse prints what print reads',
    );
  }
}
