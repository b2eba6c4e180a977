/** Where the text of spec/ stands: beside the package.json of this package. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = 'abide';

/**
 * The directory of this package: the nearest one above this file whose package.json has our name.
 *
 * Throws where there is none: the program was taken out of its package.
 */
export function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let directory = start; ; directory = dirname(directory)) {
    if (isPackage(join(directory, 'package.json'))) return directory;
    if (directory === dirname(directory)) throw new Error(`no package ${PACKAGE} above ${start}`);
  }
}

/** The directory spec/ of this package. */
export function specRoot(): string {
  return join(packageRoot(), 'spec');
}

function isPackage(file: string): boolean {
  if (!existsSync(file)) return false;
  const content = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown };
  return content.name === PACKAGE;
}
