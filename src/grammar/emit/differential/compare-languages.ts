/** The test that all languages share: parsers of every format in each language, built, run, and compared. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes } from '../../../abi/index.js';
import type { Format } from '../../format.js';
import { grammarDirectory, loadFormats } from '../../load-formats.js';
import { askDriver, buildDriver, isInstalled, type Difference } from './ask-driver.js';
import type { Driver } from './driver.js';
import { expectedAnswer, questionsAbout, type Question } from './question.js';

/** What came of it: nothing, as the language is not installed; or how many answers there were and which differ. */
export type Comparison =
  | { readonly kind: 'not installed' }
  | { readonly kind: 'compared'; readonly answers: number; readonly differences: readonly Difference[] };

/** What is compared, and who hears of it. */
export interface ComparisonOptions {
  /** How many texts are made of each format. */
  readonly texts: number;
  /** Default: all formats. */
  readonly formats?: readonly Format[];
  /** Called when everything about a format was made, with its place among all of them. */
  readonly progress?: (format: Format, index: number) => void;
}

/** At most about so many bytes go to one process. */
const BATCH = 8_000_000;

/**
 * Compares the parsers of each driver's language with abide's on all samples of the formats, good and bad, and on texts made
 * from their grammars, as they are and with a change (question.ts). abide is asked once for all languages. Everything
 * happens in temporary directories, which are removed.
 */
export function compareLanguages(
  drivers: readonly Driver[],
  { texts, formats = [...loadFormats().values()], progress }: ComparisonOptions,
): ReadonlyMap<Driver, Comparison> {
  const sites = drivers.filter(isInstalled).map((driver) => new Site(driver));
  try {
    const plans = formats.map((format) => format.plan());
    for (const { driver, directory } of sites) buildDriver(driver, plans, directory);
    for (const batch of batches(formats, texts, progress)) {
      const expected = batch.map(expectedAnswer);
      for (const site of sites) site.ask(batch, expected);
    }
    const compared = new Map(sites.map((site) => [site.driver, site.comparison()]));
    return new Map(drivers.map((driver) => [driver, compared.get(driver) ?? { kind: 'not installed' }]));
  } finally {
    for (const site of sites) rmSync(site.directory, { recursive: true });
  }
}

/** The parsers of one language, and what they said. */
class Site {
  readonly directory: string;
  private answers = 0;
  private readonly differences: Difference[] = [];

  constructor(readonly driver: Driver) {
    this.directory = mkdtempSync(join(tmpdir(), `abide-${driver.emitter.language}-`));
  }

  ask(batch: readonly Question[], expected: readonly string[]): void {
    this.differences.push(...askDriver(this.driver, this.directory, batch, expected));
    this.answers += batch.length;
  }

  comparison(): Comparison {
    return { kind: 'compared', answers: this.answers, differences: this.differences };
  }
}

function* batches(
  formats: readonly Format[],
  texts: number,
  progress: ComparisonOptions['progress'],
): Generator<readonly Question[]> {
  let batch: Question[] = [];
  let bytes = 0;
  for (const [index, format] of formats.entries()) {
    for (const question of questionsAbout(format, samplesOf(format), texts)) {
      batch.push(question);
      bytes += question.text.length;
      if (bytes < BATCH) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
    progress?.(format, index);
  }
  if (batch.length > 0) yield batch;
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
