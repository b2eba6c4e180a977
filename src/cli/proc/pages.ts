/** `abide proc pages`: a page of documentation for every format, with its diagram, and an index. */
import { join } from 'node:path';
import { Command } from 'commander';
import { diagramOf, goodSamplesOf, loadFormats, type Format } from '../../grammar/index.js';
import type { ProcFile } from '../../spec/index.js';
import { printJson, type Io } from '../io.js';
import { findFormat } from './find-format.js';
import { indexPage, pageOf } from './page.js';
import { procRows } from './proc-rows.js';
import { told } from './told.js';
import { writeGenerated } from './write-generated.js';

export function pagesCommand(io: Io): Command {
  return new Command('pages')
    .description('a page for every format: what it is, its fields, its traps, an example, a railroad diagram')
    .argument('[format...]', 'the formats, as abide proc list names them', [])
    .requiredOption('-o, --out <directory>', 'where the pages go; it is made if it is not there')
    .option('--json', 'the files written, as JSON')
    .action(
      told((names: string[], { out, json }: { out: string; json?: boolean }) => {
        const all = loadFormats();
        const formats = names.length === 0 ? [...all.values()] : names.map((name) => findFormat(name, all));
        const rows = procRows();
        const files = new Map(formats.flatMap((format) => filesOf(format, rows)));
        files.set('README.md', indexPage(formats));
        const paths = [...files].map(([path, text]) => writeGenerated(join(out, path), text));
        if (json === true) printJson(io, paths);
        else io.stdout(`${formats.length} formats: ${join(out, 'README.md')}\n`);
      }),
    );
}

function filesOf(format: Format, rows: ReadonlyMap<string, ProcFile>): [string, string][] {
  const access = format.meta.paths.flatMap((path) => rows.get(path) ?? []);
  return [
    [`${format.name}.md`, pageOf(format, access, goodSamplesOf(format)[0])],
    [`${format.name}.svg`, diagramOf(format)],
  ];
}
