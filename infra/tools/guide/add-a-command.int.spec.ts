import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { scaled } from '@annals/testing';
import { filesBelow } from '../rules/rule';
import { decided, NEXT, promised, shown, type Edit } from './note-bot';

const ROOT = resolve(__dirname, '../../..');
const NOT_COPIED = new Set(['node_modules', 'dist', '.git', 'bench']);
/** What the tools write by themselves. */
const GENERATED = /\.lock\.json$|events\.golden\.json$|^docs\/events\.md$/;
/** Everybody's, where two who add a command meet. */
const SHARED = /^libs\/contracts\//;

/** Where a new event of a bot may break something. */
const TOUCHED = ['libs/automation/src', 'libs/audit/src', 'libs/contexts/src', 'libs/contracts/src', 'apps/api/src'];

const HOUSE_RULES = "process.exitCode = require('./infra/tools/test/house-rules').houseRules().failed";

jest.setTimeout(300_000);

/** `docs/guides/add-a-command.md`, walked: a note on a bot, with an event, a route, a body, what decisions remember, and a column. */
describe('the guide to a command', () => {
  let root: string;
  const text = (file: string) => readFileSync(join(root, file), 'utf8');
  const edit = (edits: readonly Edit[]) => {
    for (const { file, at, text: instead } of edits) {
      if (!text(file).includes(at)) throw new Error(`${file} has no line ${at}`);
      writeFileSync(
        join(root, file),
        text(file).replace(at, () => instead),
      );
    }
  };
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  };
  const tool = (name: string, ...args: readonly string[]) =>
    run('-r', './infra/tools/register.cjs', `infra/tools/${name}.ts`, ...args);

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'guide-'));
    cpSync(ROOT, root, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('ends with a command that is served, decided, told and shown', () => {
    edit(promised);
    expect(tool('events')).toBe('BotNoted (version 1) is new.\n');
    expect(tool('new', 'command', 'automation/note-bot')).toContain(
      "serve(routes.automation.noteBot, command('NoteBot', fleet, ofOrganization, noteBot), idsAndEffect)",
    );
    edit(decided);
    edit(shown);
    expect(tool('views')).toBe(`View bots is version ${NEXT} now.\n`);
    run('node_modules/oxfmt/bin/oxfmt');
    const include = scaled(TOUCHED, ['apps', 'libs', 'infra/tools']);
    writeFileSync(join(root, 'tsconfig.guide.json'), JSON.stringify({ extends: './tsconfig.json', include }));
    run('node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'tsconfig.guide.json');
    rmSync(join(root, 'tsconfig.guide.json'));
    run('-r', './infra/tools/register.cjs', '-e', HOUSE_RULES);
    run(
      'node_modules/jest/bin/jest.js',
      '--selectProjects',
      'unit',
      '--maxWorkers=1',
      '--testPathPatterns',
      ...TOUCHED,
    );
  });

  it('touches eight files, of which three are shared and one is the view', () => {
    const there = new Set(filesBelow(ROOT, '.'));
    const touched = filesBelow(root, '.')
      .filter((file) => !GENERATED.test(file))
      .filter((file) => !there.has(file) || text(file) !== readFileSync(join(ROOT, file), 'utf8'));
    expect(touched).toEqual([
      'libs/automation/src/automation.context.ts',
      'libs/automation/src/commands/note-bot/note-bot.spec.ts',
      'libs/automation/src/commands/note-bot/note-bot.ts',
      'libs/automation/src/fleet/bots.ts',
      'libs/automation/src/views/bots/bots.view.ts',
      'libs/contracts/src/automation/events.ts',
      'libs/contracts/src/automation/routes.ts',
      'libs/contracts/src/automation/sentences.ts',
    ]);
    expect(touched.filter((file) => SHARED.test(file))).toHaveLength(3);
  });

  it('names every file that is touched', () => {
    const guides = ['add-a-command', 'add-a-view'].map((name) => text(`docs/guides/${name}.md`)).join('\n');
    for (const name of [
      'events.ts',
      'routes.ts',
      'sentences.ts',
      'fleet/bots.ts',
      'disable-bot.ts',
      'disable-bot.spec.ts',
      'automation.context.ts',
      'bots.view.ts',
    ])
      expect(guides).toContain(`${name}\``);
  });
});
