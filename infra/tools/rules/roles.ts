import { filesBelow, type Rule } from './rule';

/** Contexts that there are, and that architecture.md names. */
export const CONTEXTS = [
  'identity',
  'organization',
  'automation',
  'billing',
  'usage',
  'marketplace',
  'audit',
  'notification',
];
const word = '[a-z0-9]+(?:-[a-z0-9]+)*';
const spec = '(?:\\.int|\\.e2e)?\\.spec';

/** The roles that a file of a context may have (architecture §2); the path below src. A dot in the name means I/O. */
function roleOf(context: string): RegExp {
  return new RegExp(
    `^(?:${[
      'index\\.ts',
      `${context}\\.context\\.ts`,
      `${context}${spec}\\.ts`,
      // A service is I/O that several use cases share, or a port that others ask.
      `(?!commands/|views/|reactions/|testing/)${word}/${word}(?:\\.service|\\.port|\\.http)?(?:${spec})?\\.ts`,
      `commands/${word}/${word}(?:\\.controller|\\.handler|\\.job)?(?:${spec})?\\.ts`,
      `views/(?:${word}/)?${word}(?:\\.view|\\.query|\\.controller)?(?:${spec})?\\.ts`,
      `reactions/${word}/${word}(?:\\.job)?(?:${spec})?\\.ts`,
      `testing/${word}(?:\\.service|\\.setup)?\\.ts`,
    ].join('|')})$`,
  );
}

/** What a folder of a use case must have. A command that is no event (history.md §5) is a controller alone. */
function missing(files: readonly string[], context: string): string[] {
  const below = (folder: string) =>
    new Set(files.flatMap((file) => new RegExp(`^libs/${context}/src/${folder}/([^/]+)/`).exec(file)?.[1] ?? []));
  const has = (path: string, ...suffixes: readonly string[]) =>
    suffixes.some((suffix) => files.includes(`${path}${suffix}`));
  return ['commands', 'reactions'].flatMap((folder) =>
    [...below(folder)].flatMap((name) => {
      const path = `libs/${context}/src/${folder}/${name}/${name}`;
      if (!has(path, '.ts'))
        return folder === 'commands' && has(path, '.controller.ts') ? [] : [`${path}.ts is missing.`];
      return has(path, '.spec.ts', '.int.spec.ts') ? [] : [`${path}.spec.ts is missing.`];
    }),
  );
}

/** Every file has its role, so that a newcomer knows where things are. */
export const roles: Rule = {
  name: 'roles',
  check(root) {
    const named = [...filesBelow(root, 'apps'), ...filesBelow(root, 'libs'), ...filesBelow(root, 'infra/tools')]
      .filter(
        (file) =>
          /\.(ts|tsx|cjs)$/.test(file) &&
          !/^(?:[a-z0-9-]+\/)*(?:\$?[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.[a-z0-9-]+)*\.(ts|tsx|cjs)$/.test(file),
      )
      .map((file) => `${file} is not named in kebab-case.`);
    return [
      ...named,
      ...CONTEXTS.flatMap((context) => {
        const files = filesBelow(root, `libs/${context}`);
        const role = roleOf(context);
        return [
          ...files
            .filter((file) => !role.test(file.slice(`libs/${context}/src/`.length)))
            .map((file) => `${file} has no role in a context (docs/guides/add-a-command.md).`),
          ...missing(files, context),
        ];
      }),
    ];
  },
};
