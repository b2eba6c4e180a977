/** Unit tests stand beside the code; jest runs what tsc made of them. */
export default {
  testEnvironment: 'node',
  transform: {},
  roots: ['<rootDir>/dist/src'],
  testMatch: ['**/*.test.js'],
};
