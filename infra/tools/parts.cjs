'use strict';

const STORE = ['apps/eventstore', 'libs/eventstore', 'libs/kernel', 'libs/postgres', 'libs/protobuf'];
const GROUND = [...STORE, 'libs/config', 'libs/platform', 'libs/proofs', 'libs/vault', 'libs/views'];
const CONTEXTS = ['audit', 'automation', 'identity', 'organization'];
/** All that an installation is made of, but for its console. */
const INSTALLATION = [
  ...GROUND,
  'apps/api/e2e/support',
  'apps/api/src',
  'apps/cli',
  'apps/projector',
  'apps/worker',
  'libs/contexts',
  'libs/contracts',
  ...[...CONTEXTS, 'billing'].map((name) => `libs/${name}`),
];

/** Contexts whose life over HTTP has a folder of its own; what goes over all routes is in none. */
const HTTP = ['audit', 'automation', 'identity', 'organization'];

/**
 * The parts of the house whose integration specs run when what they rest on changed since they last passed
 * (test/verified.ts): for Jest, which makes a project of each, and for the test command, which decides what runs.
 * @type {import('./parts.cjs').Part[]}
 */
module.exports = [
  {
    name: 'store',
    what: 'The event store and its client',
    folders: STORE,
    specs: '/(apps/eventstore|libs/(eventstore|postgres))/.*\\.int\\.spec\\.ts$',
  },
  {
    name: 'engine',
    what: 'The vault, and what keeps the views',
    folders: [...STORE, 'libs/proofs', 'libs/vault', 'libs/views'],
    specs: '/libs/(vault|views)/(?!.*/r1[^/]*$).*\\.int\\.spec\\.ts$',
  },
  {
    name: 'supervisor',
    what: 'How the processes start, end and outlive each other',
    folders: [...STORE, 'apps/cli', 'infra/tools/prepare', 'libs/config', 'libs/vault'],
    specs: '/apps/cli/src/supervisor/(?!e5-).*\\.e2e\\.spec\\.ts$',
  },
  {
    name: 'views',
    what: 'The views of all contexts, killed, restored and read by another release',
    folders: [
      ...GROUND,
      'apps/projector',
      'libs/contexts',
      'libs/contracts',
      ...[...CONTEXTS, 'billing'].map((name) => `libs/${name}/src/views`),
    ],
    specs: '/(apps/projector/.*|libs/views/.*/r1[^/]*)\\.int\\.spec\\.ts$',
  },
  {
    name: 'restore',
    what: 'A backup that becomes an installation again',
    folders: [...INSTALLATION, 'apps/api/e2e/restore'],
    specs: '/apps/api/e2e/restore/.*\\.e2e\\.spec\\.ts$',
  },
  ...CONTEXTS.map((name) => ({
    name,
    what: `The context ${name} on real databases`,
    folders: [...GROUND, `libs/${name}`, `libs/contracts/src/${name}`],
    specs: `/libs/${name}/.*\\.int\\.spec\\.ts$`,
  })),
  ...HTTP.map((name) => ({
    name: `${name}-http`,
    what: `The context ${name} over HTTP`,
    folders: [...INSTALLATION, `apps/api/e2e/${name}`],
    specs: `/apps/api/e2e/${name}/.*\\.e2e\\.spec\\.ts$`,
    shared: true,
  })),
  {
    name: 'guide',
    what: 'The guide to a command and its generators',
    folders: ['docs/guides', 'infra/tools', 'libs/automation', 'libs/contracts/src/automation'],
    specs: '/infra/tools/guide/.*\\.int\\.spec\\.ts$',
  },
];
