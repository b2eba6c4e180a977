/** Railroad diagrams: every rule once, foreign signs escaped, no picture wider than a page. */
import { expect, test } from '@jest/globals';
import { loadFormats } from '../load-formats.js';
import { diagramOf } from './diagram-of.js';

const formats = loadFormats();

test('each rule is drawn once, and each label stands in the picture', () => {
  const format = formats.get('proc/pid/stat');
  const svg = (format ? diagramOf(format) : '').replaceAll('&#95;', '_');
  for (const rule of ['stat', 'state', 'addresses']) expect(svg.split(`id="${rule}"`)).toHaveLength(2);
  for (const label of format?.facts().fields ?? []) expect(svg).toContain(label);
  expect(svg).toContain('since 3.5');
});

test.each([...formats.keys()])('%s fits a page and is well-formed', (name) => {
  const format = formats.get(name);
  const svg = format ? diagramOf(format) : '';
  expect(Number(/width="([0-9.]+)"/.exec(svg)?.[1])).toBeLessThan(1400);
  const tags = svg.replace(/<[a-z][^>]*\/>/g, '').match(/<\/?[a-z]+/g) ?? [];
  const open = tags.reduce((depth, tag) => depth + (tag.startsWith('</') ? -1 : 1), 0);
  expect([open, /&(?!(amp|lt|gt|quot|#[0-9]+);)/.test(svg)]).toEqual([0, false]);
});
