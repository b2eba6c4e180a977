/** Unit tests stand beside the code (those of laws in suites/laws); jest runs what tsc made of them. */
export default {
  testEnvironment: 'node',
  transform: {},
  roots: ['<rootDir>/dist/src', '<rootDir>/dist/suites/laws'],
  testMatch: ['**/*.test.js'],
  maxWorkers: '100%',
  // A loaded machine may take its time; nothing is measured by it.
  testTimeout: 60_000,
};
