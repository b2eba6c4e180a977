/** `npm run bench`: every figure beside its peer or its floor, measured in the same run. */
import { loadSpec } from '../../src/spec/index.js';
import { benchLockstep } from './lockstep.js';
import { benchParsers } from './parsers.js';
import { benchThroughput } from './throughput.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems: `abide spec check` lists them');
const { spec } = loaded;

print('lock-step on one CPU, microseconds, each beside its floor', await benchLockstep(spec.abi));
print('trial of the running kernel, all of it', await benchThroughput(spec));
for (const figures of benchParsers()) print('parser, microseconds a text', figures);

function print(title: string, figures: object): void {
  const rows = Object.entries(figures).map(([name, figure]) => `  ${name.padEnd(22)} ${show(figure)}`);
  process.stdout.write(`${title}\n${rows.join('\n')}\n`);
}

function show(figure: unknown): string {
  if (Array.isArray(figure)) return figure.map(show).join(', ');
  return typeof figure === 'number' ? String(Math.round(figure * 100) / 100) : String(figure);
}
