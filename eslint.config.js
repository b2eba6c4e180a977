/**
 * Lint: what a reader would stumble over, and the house's own laws that a linter can hold.
 * Import rules stand in .dependency-cruiser.cjs; laws that need more than one file are tests in src/house/.
 */
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const TESTS = ['**/*.test.ts'];

const NO_CLOCK = [
  { object: 'Date', property: 'now', message: 'This room is pure: no clock.' },
  { object: 'performance', property: 'now', message: 'This room is pure: no clock.' },
  { object: 'Math', property: 'random', message: 'This room is pure: no randomness.' },
];
const NO_WALL_CLOCK = [
  { object: 'Date', property: 'now', message: 'The wall clock jumps: performance.now() measures.' },
];
const NO_PROCESS = [
  {
    object: 'process',
    property: 'env',
    message: 'Only cli (and the entry of suites/) reads the environment.',
  },
  { object: 'process', property: 'argv', message: 'Only cli reads the command line.' },
  { object: 'process', property: 'exit', message: 'Only cli exits; other rooms return what happened.' },
  { object: 'process', property: 'exitCode', message: 'Only cli exits; other rooms return what happened.' },
  { object: 'process', property: 'stdout', message: 'Only cli prints.' },
  { object: 'process', property: 'stderr', message: 'Only cli prints.' },
];

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'reports/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 14],
      'max-depth': ['error', 4],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-properties': ['error', ...NO_PROCESS, ...NO_WALL_CLOCK],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A number or a bigint in a sentence is meant.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // `() => list.push(x)` as a callback reads better than a block.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Indexed access is checked by the compiler (noUncheckedIndexedAccess); data from outside is checked twice.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['src/{abi,spec,grammar,kernel,scenario,generator,oracle}/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-properties': ['error', ...NO_PROCESS, ...NO_CLOCK] },
  },
  {
    files: [
      'src/cli/**/*.ts',
      'suites/bench/**/*.ts',
      'suites/mutate/main.ts',
      'suites/differential/main.ts',
      'suites/fuzz/**/*.ts',
      'suites/programs/census-main.ts',
      'suites/misfortunes/{saboteur,deviant,blows,abide-process}.ts',
    ],
    rules: { 'no-console': 'off', 'no-restricted-properties': ['error', ...NO_WALL_CLOCK] },
  },
  {
    files: TESTS,
    rules: {
      // describe() is one long function; its tests are short ones.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-restricted-globals': ['error', { name: 'setTimeout', message: 'Nothing sleeps to synchronise.' }],
      'no-restricted-properties': 'off',
    },
  },
  {
    // Runs in a browser; `npm run types` knows what is there.
    files: ['src/report/page/*.js'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.{js,cjs}'],
    languageOptions: { globals: { process: 'readonly', module: 'writable', require: 'readonly' } },
  },
);
