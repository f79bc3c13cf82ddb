import tseslint from 'typescript-eslint';

const pure = ['libs/kernel/src/**/*.ts', 'libs/contracts/src/**/*.ts', 'libs/{identity,organization,automation}/src/*/!(*.*).ts', 'libs/{identity,organization,automation}/src/commands/*/!(*.*).ts'];

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', '**/node_modules/**', '**/dist/**', 'infra/bench/**', '**/*.cjs', '**/*.mjs', '**/*.d.cts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['tsconfig.json', 'apps/console/tsconfig.json', 'apps/console/e2e/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Nest injects by the emitted metadata of value imports.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-restricted-imports': ['error', { paths: [{
        name: '@nestjs/cqrs', importNames: ['AggregateRoot', 'EventPublisher', 'EventBus', 'EventsHandler', 'Saga', 'IEventHandler'],
        message: 'They dispatch on class names, know no revision and lose events (ADR 1). Use streams, views and reactions.',
      }] }],
    },
  },
  {
    // Deciders and memories get facts as arguments: history replays the same tomorrow.
    files: pure,
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'Pure code gets facts as arguments.' }, { name: 'setTimeout', message: 'Pure code does not wait.' }],
      'no-restricted-syntax': ['error',
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Pure code gets ids as facts.' },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Pure code gets the time as a fact.' },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pure code gets the time as a fact.' }],
    },
  },
);
