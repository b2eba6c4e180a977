/** The test that all languages share: parsers of every format in that language, built, run, and compared. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes } from '../../../abi/index.js';
import type { Format } from '../../format.js';
import { grammarDirectory, loadFormats } from '../../load-formats.js';
import { askDriver, buildDriver, isInstalled, type Difference } from './ask-driver.js';
import type { Driver } from './driver.js';
import { questionsAbout, type Question } from './question.js';

/** What came of it: nothing, as the language is not installed; or how many answers there were and which differ. */
export type Comparison =
  | { readonly kind: 'not installed' }
  | { readonly kind: 'compared'; readonly answers: number; readonly differences: readonly Difference[] };

/** At most so many questions go to one process. */
const BATCH = 40_000;

/**
 * Compares the parsers of `driver`'s language with abide's on all samples of `formats` (default: all), good and bad, on
 * `count` generated texts of each, and on all of these with a change. Everything happens in a temporary directory, which
 * is removed.
 */
export function compareLanguage(
  driver: Driver,
  count: number,
  formats: readonly Format[] = [...loadFormats().values()],
): Comparison {
  if (!isInstalled(driver)) return { kind: 'not installed' };
  const directory = mkdtempSync(join(tmpdir(), `abide-${driver.emitter.language}-`));
  try {
    buildDriver(
      driver,
      formats.map((format) => format.plan()),
      directory,
    );
    return { kind: 'compared', ...compare(driver, directory, formats, count) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function compare(driver: Driver, directory: string, formats: readonly Format[], count: number) {
  const differences: Difference[] = [];
  let answers = 0;
  let batch: Question[] = [];
  const ask = (): void => {
    differences.push(...askDriver(driver, directory, batch));
    answers += batch.length;
    batch = [];
  };
  for (const format of formats) {
    batch.push(...questionsAbout(format, samplesOf(format), count));
    if (batch.length >= BATCH) ask();
  }
  if (batch.length > 0) ask();
  return { answers, differences };
}

function samplesOf({ name }: Format): Bytes[] {
  const directory = join(grammarDirectory(), 'samples', name);
  return ['good', 'bad']
    .map((kind) => join(directory, kind))
    .filter((kind) => existsSync(kind))
    .flatMap((kind) =>
      readdirSync(kind)
        .filter((file) => !file.endsWith('.error'))
        .map((file) => readFileSync(join(kind, file), 'latin1')),
    );
}

/** A difference, for people. */
export function differenceText({ question, expected, answer }: Difference): string {
  const { format, mode, text } = question;
  return `${format.name} ${mode} ${JSON.stringify(text)}\n  abide  ${expected}\n  driver ${answer}`;
}
