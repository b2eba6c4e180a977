/**
 * Who may import whom: the table of docs/ARCHITECTURE.md, one rule a line of it, each with its reason.
 * Type imports count: knowing the shape of a thing is knowing the thing.
 */

/** room -> [rooms it may import besides abi and itself, why not more]. */
const ROOMS = {
  abi: [[], 'abi is the words that all rooms share: whatever it imported, everybody would import.'],
  spec: [
    [],
    'spec is text made data: it says what words mean to a reader, not how a kernel carries them out.',
  ],
  grammar: [[], 'grammar knows letters only, so that its parsers can be used without a kernel or a spec.'],
  procfs: [
    ['grammar'],
    'procfs reads texts and has them judged by their grammars: what a process is, it cannot know.',
  ],
  kernel: [
    ['spec'],
    'the kernel carries out the text: it must not know who asks, who generates or who judges.',
  ],
  scenario: [[], 'a scenario is plain data and its notation: it means the same to every kernel.'],
  generator: [
    ['spec', 'kernel', 'scenario', 'grammar'],
    'the generator asks the model what is possible: if it saw targets or verdicts it could avoid what fails.',
  ],
  target: [
    ['scenario'],
    'a target answers; it must not know what is right (target/model.ts alone runs the model).',
  ],
  oracle: [
    ['spec', 'kernel', 'scenario', 'grammar'],
    'the oracle never sees a target, so it cannot be lenient with a friend.',
  ],
  trial: [
    ['scenario', 'generator', 'target', 'oracle', 'spec'],
    'the trial leads scenarios from room to room; what a world looks like is the business of model and oracle.',
  ],
  report: [
    ['scenario', 'oracle', 'trial', 'spec'],
    'a report tells what happened; it cannot make anything happen.',
  ],
};

const roomRules = Object.entries(ROOMS).map(([room, [allowed, why]]) => ({
  name: `${room}-imports`,
  comment: why,
  severity: 'error',
  from: {
    path: `^src/${room}/`,
    ...(room === 'target' ? { pathNot: '^src/target/model(\\.test)?\\.ts$' } : {}),
  },
  to: { path: '^src/', pathNot: `^src/(${[room, 'abi', ...allowed].join('|')})/` },
}));

/** A package or core module -> the places that may import it, and why. */
const DOORS = [
  [
    'yaml|ajv|@marcbachmann/cel-js',
    '^src/spec/|^src/cli/action\\.test\\.ts$|^src/report/read-result\\.ts$|^src/report/(report|formats|expected)\\.test\\.ts$|^suites/mutate/survivors\\.ts$',
    'spec is the only door to YAML, JSON Schema and CEL: its problems carry file, line and column.',
  ],
  [
    'nearley',
    '^src/grammar/',
    'grammar is the only door to the Earley parser, the reference for the fast ones.',
  ],
  [
    '@prantlf/railroad-diagrams',
    '^src/grammar/diagram/',
    'pictures of grammars are drawn in one place, so that the drawing library can be exchanged.',
  ],
  [
    'fast-check',
    '^src/(generator|trial)/|^suites/fuzz/|^src/.*\\.test\\.ts$',
    'randomness has one source: arbitraries in generator, the runner in trial (and texts that attack parsers in fuzz).',
  ],
  [
    'immutable',
    '^src/kernel/|^suites/laws/account/rows\\.ts$',
    'worlds, and what laws believe of them, are the only places that share structure between versions.',
  ],
  [
    'fast-xml-builder',
    '^src/report/junit\\.ts$',
    'XML is written in one place, which knows what XML cannot hold.',
  ],
  [
    'commander|picocolors|cli-table3',
    '^src/(cli|report)/',
    'only what people read is parsed from, or dressed for, a terminal.',
  ],
];

const doorRules = DOORS.map(([packages, places, why]) => ({
  name: `door-${packages.split('|')[0].replace(/^@.*\//, '')}`,
  comment: why,
  severity: 'error',
  from: { path: '^(src|suites)/', pathNot: places },
  to: { path: `(^|node_modules/)(@types/)?(${packages})(/|$)` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    ...doorRules,
    {
      name: 'target-model-imports',
      comment:
        'target/model.ts makes the reference kernel answer like any other target: that is all it may know.',
      severity: 'error',
      from: { path: '^src/target/model(\\.test)?\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(target|abi|scenario|kernel|spec)/' },
    },
    {
      name: 'rooms-by-their-door',
      comment: 'A room is entered through its index.ts; what it does not export there it may change at will.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'suites-by-the-door',
      comment:
        'Suites are written like those of a stranger: they use what rooms export (the bench measures inside; drivers of other languages, and what a command makes, stand behind no door).',
      severity: 'error',
      from: { path: '^(suites/|src/index\\.ts$)', pathNot: '^suites/(bench|differential|fuzz|programs)/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'suites-not-kernel',
      comment:
        'Laws and suites never see the kernel model, so they cannot restate it; saboteurs and mutants are broken models.',
      severity: 'error',
      from: { path: '^suites/', pathNot: '^suites/(saboteurs|mutate|bench)/' },
      to: { path: '^src/(kernel|oracle|generator)/' },
    },
    {
      name: 'laws-see-observations-only',
      comment:
        'A law is a promise about what can be seen: it gets a scenario and an observation, and nothing else.',
      severity: 'error',
      from: { path: '^suites/laws/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|suites)/', pathNot: '^(src/(abi|scenario|trial)/|suites/laws/)' },
    },
    {
      name: 'src-not-suites',
      comment: 'What abide is does not depend on its suites; cli runs them by loading their definitions.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|index\\.ts$)' },
      to: { path: '^suites/' },
    },
    {
      name: 'door-child-processes',
      comment:
        'Only targets start processes: everything else can be cut off, killed and resumed. (Tests of generated parsers run compilers of other languages.)',
      severity: 'error',
      from: {
        path: '^(src|suites)/',
        pathNot:
          '^src/target/|^suites/(bench|fuzz|misfortunes|programs)/|^src/grammar/emit/differential/|\\.test\\.ts$',
      },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'pure-rooms',
      comment:
        'These rooms are pure: no files, no processes, no clock. The same input gives the same answer.',
      severity: 'error',
      from: { path: '^src/(abi|kernel|scenario|oracle)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-development-packages',
      comment: 'What runs for users must not need what is installed for developers only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
