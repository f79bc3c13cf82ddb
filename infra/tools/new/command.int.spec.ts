import { join, resolve } from 'node:path';
import ts from 'typescript';
import { newCommand, type NewFile } from './command';

const root = resolve(__dirname, '../../..');

/** What the compiler says about files that are not on the disk. */
function errorsIn(files: readonly NewFile[]): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...(config as object), files: [] }, ts.sys, root);
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const texts = new Map(files.map((file) => [join(root, file.path), file.text]));
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.directoryExists = () => true;
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, noEmit: true }, host);
  return [...texts.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

describe('npm run new command', () => {
  it('makes folders that compile, for every stream', () => {
    const files = [
      'organization/rename-organization',
      'automation/disable-bot',
      'automation/run/fail-run',
      'identity/change-password',
      'identity/keys/revoke-api-key',
    ].flatMap((path) => newCommand(root, path));
    expect(files.map(({ path }) => path)).toContain(
      'libs/automation/src/commands/disable-bot/disable-bot.controller.ts',
    );
    const wrong = {
      path: 'libs/organization/src/commands/try-it-wrong/try-it-wrong.ts',
      text: "import { organization } from '../../organization/organization';\nexport const category: number = organization.category;\n",
    };
    expect(errorsIn([...files, wrong])).toEqual([
      expect.stringMatching(/try-it-wrong\.ts: Type 'string' is not assignable to type 'number'/),
    ]);
  }, 120_000);

  it('guesses nobody who may ask: the route comes first', () => {
    expect(() => newCommand(root, 'organization/try-it-out')).toThrow(
      'There is no route tryItOut in libs/contracts/src/organization/routes.ts: write it first, with its access.',
    );
  });

  it.each(['organization', 'nowhere/try-it-out', 'organization/TryIt', 'organization/a/b/c'])(
    'says what is wrong with "%s"',
    (path) => {
      expect(() => newCommand(root, path)).toThrow(/^(Name the command like|There is no stream)/);
    },
  );
});
