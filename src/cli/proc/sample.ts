/** `abide proc sample FORMAT`: texts that the grammar allows, the rare ones first. */
import { Command } from 'commander';
import { loadFormats, sequence, type Format } from '../../grammar/index.js';
import { findFormat } from './find-format.js';
import { CannotDo, printJson, type Io } from '../io.js';
import { told } from './told.js';

export function sampleCommand(io: Io): Command {
  return new Command('sample')
    .description('texts that the grammar allows: first those that depart from the plainest in one place')
    .argument('<format>', 'the format, as abide proc list names it')
    .option('-n <count>', 'how many', '10')
    .option('--seed <number>', 'of the texts after the rare ones', '1')
    .option('--json', 'as a JSON array of strings, one character a byte')
    .action(
      told((name: string, options: { n: string; seed: string; json?: boolean }) => {
        const format = findFormat(name, loadFormats());
        const texts = samples(format, natural('-n', options.n), natural('--seed', options.seed));
        if (options.json === true) printJson(io, texts);
        else
          for (const text of texts)
            io.stdout(Buffer.from(text.endsWith('\n') ? text : `${text}\n`, 'latin1'));
      }),
    );
}

function samples(format: Format, count: number, seed: number): string[] {
  const texts: string[] = [];
  for (const text of format.rare()) {
    if (texts.length === count) return texts;
    texts.push(text);
  }
  const draw = sequence(seed);
  while (texts.length < count) texts.push(format.sample(draw));
  return texts;
}

function natural(option: string, text: string): number {
  if (!/^[0-9]{1,9}$/.test(text))
    throw new CannotDo(`${option} takes a number from 0 to 999999999, not ${JSON.stringify(text)}`);
  return Number(text);
}
