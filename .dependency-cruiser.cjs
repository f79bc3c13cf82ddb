/** The import rules of the house (docs/adr). Paths are anchored, or "libs/" would also match node_modules/x/libs/. */
const contexts = 'identity|organization|automation|billing|usage|marketplace|audit|notification';
const npm = (...names) => `^node_modules/(${names.join('|')})(/|$)`;
const spec = '\\.spec\\.tsx?$';

module.exports = {
  forbidden: [
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      comment: 'pure words: no library, no framework, no node',
      from: { path: '^libs/kernel/src/', pathNot: spec },
      to: { pathNot: '^libs/kernel/src/' },
    },
    {
      name: 'contracts-import-kernel-and-zod',
      severity: 'error',
      comment: 'the browser reads them too',
      from: { path: '^libs/contracts/src/', pathNot: spec },
      to: { pathNot: ['^libs/(contracts|kernel)/src/', npm('zod')] },
    },
    {
      name: 'contexts-apart',
      severity: 'error',
      comment: 'contexts meet in the events of contracts, never in code',
      from: { path: `^libs/(${contexts})/src/` },
      to: { path: `^libs/(${contexts})/src/`, pathNot: '^libs/$1/src/' },
    },
    {
      name: 'list-of-contexts-for-processes',
      severity: 'error',
      comment: 'libs/contexts knows every context, so a library that asked it would know them all',
      from: { path: '^libs/', pathNot: [spec, '^libs/contexts/'] },
      to: { path: '^libs/contexts/' },
    },
    {
      name: 'contexts-by-their-list',
      severity: 'error',
      comment: 'a process takes all contexts from the list, so that a new one is added in one place',
      from: { path: '^apps/', pathNot: [spec, '^apps/console/'] },
      to: { path: `^libs/(${contexts})/` },
    },
    {
      name: 'front-doors-only',
      severity: 'error',
      comment: 'a library is entered through its index.ts',
      from: { path: '^(?:libs/([^/]+)/|apps/|infra/)' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$1/' },
    },
    {
      name: 'libs-know-no-apps',
      severity: 'error',
      comment: 'libraries are used by processes, not the other way round',
      from: { path: '^libs/', pathNot: spec },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      comment: 'processes meet over their protocols',
      from: { path: '^apps/([^/]+)/', pathNot: spec },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'commands-and-views-apart',
      severity: 'error',
      comment: 'one direction: commands write events, views read them',
      from: { path: '^libs/[^/]+/src/commands/', pathNot: spec },
      to: { path: '^libs/[^/]+/src/views/' },
    },
    {
      name: 'views-and-commands-apart',
      severity: 'error',
      comment: 'one direction: views never call a command',
      from: { path: '^libs/[^/]+/src/views/', pathNot: spec },
      to: { path: '^libs/[^/]+/src/commands/' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'memories and deciders: no Nest, kysely, db-client, node, vault, views or platform',
      from: {
        path: `^libs/(${contexts})/src/(commands/([^/]+)/\\3|[^/]+/[^/.]+)\\.ts$`,
        pathNot: [spec, `^libs/(${contexts})/src/(views|reactions)/`],
      },
      to: { dependencyTypes: ['npm', 'core'], pathNot: npm('zod') },
    },
    {
      name: 'core-imports-words-only',
      severity: 'error',
      comment: 'memories and deciders import kernel, contracts and their own stream',
      from: { path: `^libs/(${contexts})/src/commands/([^/]+)/\\2\\.ts$` },
      to: { path: '^libs/(config|platform|vault|views|eventstore|postgres)/' },
    },
    {
      name: 'config-imports-node-and-zod',
      severity: 'error',
      comment: 'the command line starts light (ADR 8)',
      from: { path: '^libs/config/src/', pathNot: spec },
      to: { dependencyTypesNot: ['core'], pathNot: ['^libs/config/src/', npm('zod')] },
    },
    {
      name: 'db-client-behind-streams',
      severity: 'error',
      comment: 'one place speaks to the event store (its own server apart)',
      from: { pathNot: ['^libs/eventstore/', '^apps/eventstore/', '^infra/bench/'] },
      to: { path: npm('@eventstore/db-client') },
    },
    {
      name: 'kysely-in-its-rooms',
      severity: 'error',
      comment: 'only the vault, the view engine and views speak SQL by kysely',
      from: {
        pathNot: ['^libs/(views|vault)/', `^libs/(${contexts})/src/views/`, `^libs/(${contexts})/src/reactions/`, spec],
      },
      to: { path: npm('kysely') },
    },
    {
      name: 'console-imports-contracts-only',
      severity: 'error',
      comment: 'the console knows promises, not processes',
      from: { path: '^apps/console/src/' },
      to: { path: '^(libs|apps)/', pathNot: ['^apps/console/', '^libs/(contracts|kernel)/'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'a reader starts somewhere',
      from: { path: '^(apps|libs|infra)/' },
      to: { circular: true },
    },
    {
      name: 'testing-in-specs',
      severity: 'error',
      comment: 'test helpers stay out of the product',
      from: { pathNot: [spec, '^libs/testing/', '^infra/', '^apps/[^/]+/e2e/', '^(libs|apps)/[^/]+/src/testing/'] },
      to: { path: '^libs/testing/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
