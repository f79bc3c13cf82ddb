import type { Config } from 'jest';
import esmPackages from './infra/tools/esm-packages.cjs';
import parts from './infra/tools/parts.cjs';

// Node 24 strips the types of this file by itself: keep it erasable TypeScript. It may not use import.meta (the root is
// CommonJS).
const esm = esmPackages(process.cwd())
  .map((name: string) => name.replace(/[.+]/g, '\\$&'))
  .join('|');
const jsc = { target: 'es2023', keepClassNames: true };
const typescript = { syntax: 'typescript', decorators: true, tsx: false };
const ignored = ['/node_modules/', '/dist/', '<rootDir>/infra/bench/'];

/** How sources become what runs: by a module that gives Jest a transformer. */
const by = (transformer: string): NonNullable<Config['transform']> => ({
  '^.+\\.ts$': [
    transformer,
    {
      swcrc: false,
      sourceMaps: 'inline',
      module: { type: 'commonjs' },
      jsc: {
        ...jsc,
        parser: typescript,
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
    },
  ],
  '^.+\\.m?js$': [
    '@swc/jest',
    {
      swcrc: false,
      sourceMaps: false,
      module: { type: 'commonjs' },
      jsc: { ...jsc, parser: { syntax: 'ecmascript' } },
    },
  ],
});

const base: Config = {
  testEnvironment: 'node',
  // A sandbox looks up a global name anew each time that it is used: these are handed to every module instead.
  sandboxInjectedGlobals: ['Array', 'BigInt', 'JSON', 'Math', 'Number', 'Object', 'Reflect', 'String', 'Symbol'],
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/infra'],
  testPathIgnorePatterns: ignored,
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/infra/bench/'],
  transform: by('@swc/jest'),
  // Only the ESM-only packages become CommonJS (cached on disk): 2.5x faster, with half the memory, than Jest's native
  // require(esm).
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${esm})/)(?!.*\\.mjs$)`],
  moduleNameMapper: { '^@annals/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
};
const withAnnals = {
  globalSetup: '<rootDir>/libs/testing/src/global-setup-e2e.ts',
  globalTeardown: '<rootDir>/libs/testing/src/global-teardown-e2e.ts',
};
const withPostgres = {
  globalSetup: '<rootDir>/libs/testing/src/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/global-teardown.ts',
};

const ofParts = parts.map(({ specs }) => specs);

/**
 * `.spec.ts` is pure, `.int.spec.ts` uses real Postgres and event stores, `.e2e.spec.ts` HTTP and a browser. The specs
 * of the parts are apart: they run when these change (infra/tools/test/verified.ts).
 */
const config: Config = {
  workerIdleMemoryLimit: '1GB',
  // A worker that has no core to end on ends late; Jest's own half a second tells that as a leak of the tests.
  workerGracefulExitTimeout: 10_000,
  testSequencer: '<rootDir>/infra/tools/test/sequencer.cjs',
  // Most tests wait for processes and disks: how long that takes says how busy the machine is. (Jest takes it from here
  // only, not from a project.)
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      // Elsewhere work goes on between tests, when Jest lets nothing be loaded.
      transform: by('<rootDir>/infra/tools/test/lazily.cjs'),
      testRegex: '\\.spec\\.ts$',
      testPathIgnorePatterns: [...ignored, '\\.(int|e2e)\\.spec\\.ts$'],
    },
    {
      ...base,
      ...withPostgres,
      displayName: 'int',
      testRegex: '\\.int\\.spec\\.ts$',
      testPathIgnorePatterns: [...ignored, ...ofParts],
    },
    {
      ...base,
      ...withAnnals,
      displayName: 'e2e',
      testRegex: '\\.e2e\\.spec\\.ts$',
      testPathIgnorePatterns: [...ignored, ...ofParts],
    },
    ...parts.map(({ name, specs, shared = false }) => ({
      ...base,
      ...(shared ? withAnnals : withPostgres),
      displayName: name,
      testRegex: specs,
    })),
  ],
};
export default config;
