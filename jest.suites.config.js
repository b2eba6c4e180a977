/** The suites: properties of kernels, on the model and on the running kernel. */
export default {
  testEnvironment: 'node',
  transform: {},
  roots: ['<rootDir>/dist/suites'],
  testMatch: ['**/*.test.js'],
  testTimeout: 120_000,
};
