import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { changes, checkViews, lockViews, readLock } from './lock';

const FILE = 'libs/zoo/src/views/animals/animals.view.ts';
const animals = (version: number, put: string) => `import { rows, view } from '@annals/views';
import { nameOf } from './names';

/** Who lives here. */
export const animals = view({
  name: 'animals',
  version: ${version},
  tables: { animals: rows({ key: ['organization_id'], columns: { organization_id: 'uuid', name: 'text' } }) },
  on: { AnimalCame: (t, e) => t.animals.put({ organization_id: e.organization, name: ${put} }) },
});
`;

describe('the lock of views', () => {
  let root: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'views-'));
    mkdirSync(join(root, 'libs/contexts'), { recursive: true });
    write(FILE, animals(1, 'nameOf(e)'));
    write('libs/zoo/src/views/animals/names.ts', 'export const nameOf = (e) => e.data.name;\n');
    lockViews(root);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const lock = () => readFileSync(join(root, 'libs/contexts/views.lock.json'), 'utf8');

  it('says nothing of views that are as they were', () => {
    expect(lock()).toMatch(/^\[\n {2}\{"name":"animals","version":1,"sha256":"[0-9a-f]{64}"\}\n\]\n$/);
    expect(checkViews(root)).toEqual([]);
  });

  it.each([
    ['a handler', () => write(FILE, animals(1, 'e.data.name'))],
    [
      'what a handler takes from its folder',
      () => write('libs/zoo/src/views/animals/names.ts', 'export const nameOf = () => "x";\n'),
    ],
    ['a column', () => write(FILE, animals(1, 'nameOf(e)').replace("name: 'text'", "name: 'text?'"))],
  ])('asks for a new version when %s changes', (_, change) => {
    change();
    const asked: unknown = expect.stringMatching(/^View animals has changed and is still version 1: raise it/);
    expect(checkViews(root)).toEqual([asked]);
    expect(lockViews(root)).toEqual([asked]);
  });

  it('takes a new version, and then another hash under it no more', () => {
    write(FILE, animals(2, 'e.data.name'));
    expect(checkViews(root)).toEqual([expect.stringContaining('run "npm run views"')]);
    expect(lockViews(root)).toEqual([]);
    expect(checkViews(root)).toEqual([]);
    write(FILE, animals(2, 'e.text.name'));
    expect(checkViews(root)).toHaveLength(1);
  });

  it('lets no version go back', () => {
    write(FILE, animals(2, 'nameOf(e)'));
    lockViews(root);
    write(FILE, animals(1, 'nameOf(e)'));
    expect(checkViews(root)).toEqual([expect.stringContaining('it never goes back')]);
  });

  it('does not mind comments and lines', () => {
    const text = animals(1, 'nameOf(e)').replace('/** Who lives here. */', '// Others.');
    write(
      FILE,
      text.replace(
        '{ organization_id: e.organization, name: nameOf(e) }',
        '{\n organization_id: e.organization,\n name: nameOf(e),\n }',
      ),
    );
    expect(checkViews(root)).toEqual([]);
  });

  it('wants name and version first, by which it finds a view', () => {
    write(FILE, animals(1, 'nameOf(e)').replace('  version: 1,\n', ''));
    expect(checkViews(root)).toEqual([`${FILE}: begin a view with its name and its version.`]);
  });

  it('says in one line which views are of a new version, the same in other words, new or gone', () => {
    const before = readLock(root);
    expect(changes(before, before)).toBe('No view is new or changed.');
    expect(changes([], before)).toBe('View animals is new.');
    expect(changes(before, [])).toBe('View animals is gone.');
    write(FILE, animals(1, 'e.data.name'));
    lockViews(root, ['animals']);
    expect(changes(before, readLock(root))).toBe('View animals is the same in other words.');
    write(FILE, animals(2, 'e.text.name'));
    lockViews(root);
    expect(changes(before, readLock(root))).toBe('View animals is version 2 now.');
  });

  it('takes other words for the same rows, when somebody says so', () => {
    write(FILE, animals(1, 'e.data.name'));
    expect(lockViews(root, ['plants'])).toEqual(['There is no view plants.', expect.stringContaining('animals')]);
    expect(lockViews(root, ['animals'])).toEqual([]);
    expect(checkViews(root)).toEqual([]);
  });
});
