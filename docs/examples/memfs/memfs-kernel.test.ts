/** The example kernel on trial: what it has, it keeps; what it has not, it says. */
import { describeSuite } from '../../../suites/index.js';
import { loadSpec, problemText } from '../../../src/index.js';
import { createMemfsTarget } from './memfs-kernel.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));

describeSuite(createMemfsTarget(loaded.spec), { scenarios: 100, suites: [] });
