/** Modules as text, each for another process that runs scenarios on the host; and a scenario that never ends. */

/** Makes the arena executable, installs an endless loop in it as a handler (x86_64), and runs it. */
export const SPIN = `
A: mprotect(0x15014000, 4096, 7)
A: write(2, "${'x'.repeat(256)}\\xeb\\xfe")
A: rt_sigaction(SIGUSR1, {handler: 0x15014100, flags: 0x4000000, mask: []})
A: kill(A, SIGUSR1)`.trim();

const ROOT = new URL('../../src/', import.meta.url).href;

const IMPORTS = `
const { loadSpec } = await import('${ROOT}spec/index.js');
const { parseScenario } = await import('${ROOT}scenario/index.js');
const { createHostTarget } = await import('${ROOT}target/index.js');`;

const FILE_AND_SLEEPER =
  'A: fork() = B\nB: fork() = C\nA: openat(AT_FDCWD, "x", O_RDWR|O_CREAT, 0o644)\nC: pause()';

/** Another process, with a temporary directory of its own, that runs two hundred scenarios and tells how they went. */
export const HUNDREDS = `${IMPORTS}
const { scenario } = parseScenario(${JSON.stringify(`setting: profile linux-6.18\n${FILE_AND_SLEEPER}`)});
const target = createHostTarget({ abi: loadSpec().spec.abi, agents: 2 });
const seen = await Promise.all(Array.from({ length: 200 }, () => target.run(scenario)));
const opened = seen.filter(({ steps }) => steps[2]?.length === 1 && steps[2][0].result?.kind === 'value');
await target.close();
console.log(opened.length + ' opened');
`;

/** Another process that runs a scenario which never ends. */
export const RUNNER = `${IMPORTS}
const { scenario } = parseScenario(${JSON.stringify(`setting: profile linux-6.18\n${SPIN}`)});
const target = createHostTarget({ abi: loadSpec().spec.abi, agents: 1, deadlineMs: 600000 });
await target.run({ ...scenario, steps: [] });
void target.run(scenario);
await new Promise((resolve) => setImmediate(resolve));
const children = () => readFileSync('/proc/self/task/' + process.pid + '/children', 'latin1').trim();
const { readFileSync } = await import('node:fs');
const below = (pid) => { try { return readFileSync('/proc/' + pid + '/task/' + pid + '/children', 'latin1').trim(); } catch { return ''; } };
const wait = () => (below(below(children())) === '' ? setImmediate(wait) : console.log('running'));
wait();
`;
