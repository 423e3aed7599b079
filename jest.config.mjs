// Packages that are ES modules only but are loaded with require() by CommonJS ones: Node does that natively,
// Jest only from Node 24.9 on, so they are compiled here.
const esmBehindRequire = ['content-disposition', 'cookie'];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.(ts|js)$': ['@swc/jest'] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmBehindRequire.join('|')})/)`],
  testTimeout: 60_000,
  maxWorkers: 2,
};
