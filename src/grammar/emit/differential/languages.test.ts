/**
 * Generated parsers of every language against abide's, of a few formats. `npm run differential` asks of all formats, and more. A language that
 * is not installed is skipped, and its test says so.
 */
import { describe, expect, test } from '@jest/globals';
import { EMITTERS } from '../emitters.js';
import { loadFormats } from '../../load-formats.js';
import { must } from '../../must.js';
import { isInstalled } from './ask-driver.js';
import { compareLanguages, differenceText } from './compare-languages.js';
import { DRIVERS } from './drivers.js';
import { variedFormats } from './varied-formats.js';

const formats = loadFormats();
const varied = variedFormats(formats.values());
/** A compiler may take its time on a loaded machine. */
const PATIENCE = 300_000;
/** Texts made of each format. */
const TEXTS = 6;

test('every language that can be generated has a driver', () => {
  expect(DRIVERS.map(({ emitter }) => emitter)).toEqual([...EMITTERS.values()]);
});

test('the few formats have what all have, and are few', () => {
  expect(variedFormats(varied).length).toBeLessThanOrEqual(varied.length);
  expect(varied.length).toBeLessThan(formats.size / 4);
  expect(varied.some((format) => JSON.stringify(format.plan().records).includes('union'))).toBe(true);
});

for (const driver of DRIVERS) {
  const { title } = driver.emitter;
  const isThere = isInstalled(driver);
  const name = isThere
    ? `${title} says of every text what abide says`
    : `${title} IS NOT INSTALLED: nothing is compared`;
  (isThere ? test : test.skip)(
    name,
    () => {
      const comparison = must(compareLanguages([driver], { texts: TEXTS, formats: varied }).get(driver));
      if (comparison.kind === 'not installed') throw new Error('it was installed a moment ago');
      expect(comparison.differences.slice(0, 3).map(differenceText)).toEqual([]);
      expect(comparison.answers).toBeGreaterThan(varied.length * TEXTS * 2);
    },
    PATIENCE,
  );
}

describe('a driver that says something else', () => {
  test(
    'is seen',
    () => {
      const { files, ...driver } = must(DRIVERS[0]);
      const lying = {
        ...driver,
        files: (plans: Parameters<typeof files>[0]) =>
          files(plans).map((file) => ({
            ...file,
            text: file.text.replace("'fail', offset", "'fail', offset + 1"),
          })),
      };
      const stat = must(formats.get('proc/pid/stat'));
      const comparison = must(compareLanguages([lying], { texts: 2, formats: [stat] }).get(lying));
      expect(comparison.kind === 'compared' && comparison.differences.length > 0).toBe(true);
      expect(comparison.kind === 'compared' && comparison.differences.length < comparison.answers).toBe(true);
    },
    PATIENCE,
  );
});
