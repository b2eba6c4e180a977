/** The suites: properties of kernels, on the model, on saboteurs and on the running kernel. */
export default {
  testEnvironment: 'node',
  transform: {},
  roots: ['<rootDir>/dist/suites', '<rootDir>/dist/docs/examples'],
  testMatch: ['**/*.test.js'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/suites/laws/'],
  maxWorkers: '100%',
  // A loaded machine may take its time; nothing is measured by it.
  testTimeout: 600_000,
};
