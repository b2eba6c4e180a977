/** The README of generated C does what it says: its program, built and run by its commands. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadFormats } from '../../load-formats.js';
import { must } from '../../must.js';
import { c } from './emitter.js';

const isThere = spawnSync('cc', ['--version']).status === 0;
const name = isThere
  ? 'the example of the README compiles without a warning, and runs'
  : 'NO cc HERE: the example of the README is not tried';

(isThere ? test : test.skip)(name, () => {
  const directory = mkdtempSync(join(tmpdir(), 'abide-readme-'));
  try {
    const files = c.emit([must(loadFormats().get('proc/loadavg')).plan()]);
    for (const { path, text } of files) writeFileSync(join(directory, path), text);
    const readme = must(files.find(({ path }) => path === 'README.md')).text;
    writeFileSync(join(directory, 'example.c'), block(readme, 'c'));
    const commands = block(readme, 'sh').replace('-O2', '-Wall -Wextra -Wpedantic -Werror');
    const said = execFileSync('sh', ['-e', '-c', commands], { cwd: directory, encoding: 'utf8' });
    expect(said).toBe('it is, and value has what it says\n');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

function block(readme: string, language: string): string {
  return must(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme)?.[1]);
}
