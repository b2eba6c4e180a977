/**
 * `npm run bench`: every figure beside its peer or its floor, measured in the same run; `npm run bench -- targets NAMES`:
 * those of targets alone.
 */
import { loadSpec } from '../../src/spec/index.js';
import { benchLockstep } from './lockstep.js';
import { printProcBench } from './proc.js';
import { benchScaling, type ScalingFigures } from './scaling.js';
import { benchScalingOnHost } from './scaling-host.js';
import { printTargetBench } from './targets-main.js';
import { benchThroughput } from './throughput.js';

// Who ends it ends it at once; by way of its exit, which takes with it what guests have in the temporary directory.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(2));

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems: `abide spec check` lists them');
const { spec } = loaded;

/** No step may cost more than this beside a thousand of something, in terms of what it costs beside ten. */
const MOST = 1.5;

const [only, names] = process.argv.slice(2);
if (only !== undefined && only !== 'targets')
  throw new Error(`'${only}': \`npm run bench -- targets [NAMES]\``);
if (only === undefined) await printHost();
await printTargetBench(names);

async function printHost(): Promise<void> {
  print('lock-step on one CPU, microseconds, each beside its floor', await benchLockstep(spec.abi));
  print('trial of the running kernel, all of it', await benchThroughput(spec));
  await printProcBench();
  await printScaling();
}

async function printScaling(): Promise<void> {
  const scaling = [...benchScaling(spec), ...(await benchScalingOnHost(spec))];
  process.stdout.write(
    `a step beside many, microseconds, and the dearest in terms of the first (at most ${MOST})\n`,
  );
  for (const row of scaling) process.stdout.write(`${scalingLine(row)}\n`);
}

function scalingLine({ many, part, isWhole, sizes, microseconds, ratio }: ScalingFigures): string {
  const costs = microseconds
    .map((cost, at) => `${sizes[at] ?? ''}: ${cost.toFixed(1)}`.padStart(12))
    .join('');
  const far = isWhole && ratio > MOST ? '  TOO MUCH' : '';
  return `  ${many.padEnd(17)} ${part.padEnd(15)}${costs}  ${ratio.toFixed(2)}${far}`;
}

function print(title: string, figures: object): void {
  const rows = Object.entries(figures).map(([name, figure]) => `  ${name.padEnd(22)} ${show(figure)}`);
  process.stdout.write(`${title}\n${rows.join('\n')}\n`);
}

function show(figure: unknown): string {
  if (Array.isArray(figure)) return figure.map(show).join(', ');
  return typeof figure === 'number' ? String(Math.round(figure * 100) / 100) : String(figure);
}
