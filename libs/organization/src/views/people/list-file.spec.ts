import { refused, type AnswerOf, type routes } from '@annals/contracts';
import { csvFile, csvRows, jsonLinesFile } from '@annals/platform';
import { memberColumns } from './export-members.controller';

type Page = AnswerOf<typeof routes.organization.listMembers>;

const person = (alias: string | null, others: Partial<Page['items'][number]> = {}) => ({
  personId: '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0001',
  userId: '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0002',
  alias,
  email: 'mia@acme.example',
  roles: ['admin', 'auditor'],
  roleNames: ['Admin', 'Auditor'],
  status: 'active' as const,
  joinedAt: '2026-11-02T08:00:00.000Z',
  lastActiveAt: null,
  accessUntil: null,
  workspaces: [],
  ...others,
});
const page = (next: string | null, ...items: Page['items']): Page => ({ items, next, total: 3 });
const noMore = () => Promise.reject(new Error('There is no further page'));

const membersFile = (
  first: Page,
  { withEmail, read }: { withEmail: boolean; read: (cursor: string) => Promise<Page> },
) => csvFile(memberColumns(withEmail), first, read);

/** The rows of a whole file, without its heads. */
async function rowsOf(file: AsyncIterable<string>) {
  let text = '';
  for await (const part of file) text += part;
  return csvRows(text).map(({ cells }) => cells);
}

describe('the list of members as a file', () => {
  it('has a row for each, by the names of the fields', async () => {
    const rows = await rowsOf(membersFile(page(null, person('Mia')), { withEmail: true, read: noMore }));
    expect(rows).toEqual([
      ['personId', 'alias', 'email', 'roles', 'status', 'joinedAt', 'lastActiveAt', 'accessUntil'],
      [
        '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0001',
        'Mia',
        'mia@acme.example',
        'Admin, Auditor',
        'active',
        '2026-11-02T08:00:00.000Z',
        '',
        '',
      ],
    ]);
  });

  it('S16: has no formula, whoever calls themselves one', async () => {
    const [, row] = await rowsOf(
      membersFile(page(null, person('=HYPERLINK("//x")')), { withEmail: true, read: noMore }),
    );
    expect(row?.[1]).toBe('\'=HYPERLINK("//x")');
  });

  it('is given to programs as JSON, as it is', async () => {
    let text = '';
    for await (const part of jsonLinesFile(memberColumns(false), page(null, person('=1+1'), person(null)), noMore))
      text += part;
    const aliases = text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { alias: string }).alias);
    expect(aliases).toEqual(['=1+1', '[erased]']);
  });

  it('has addresses only for who may read them, and says who is erased', async () => {
    const erased = page(null, person(null, { email: null }));
    const [heads, row] = await rowsOf(membersFile(erased, { withEmail: false, read: noMore }));
    expect([heads?.slice(0, 3), row?.slice(0, 3)]).toEqual([
      ['personId', 'alias', 'roles'],
      [person('').personId, '[erased]', 'Admin, Auditor'],
    ]);
    expect((await rowsOf(membersFile(erased, { withEmail: true, read: noMore })))[1]?.[2]).toBe('[erased]');
  });

  it('reads a page when the one before is taken, and no sooner', async () => {
    const asked: string[] = [];
    const read = async (cursor: string) => {
      asked.push(cursor);
      return cursor === 'b' ? page('c', person('Ben')) : page(null, person('Cem'));
    };
    const file = membersFile(page('b', person('Ada')), { withEmail: true, read });
    const take = async () => {
      const taken = await file.next();
      return [taken.done === true ? 'end' : /Ada|Ben|Cem/.exec(taken.value)?.[0], ...asked];
    };
    expect([await take(), await take(), await take(), await take(), await take()]).toEqual([
      [undefined],
      ['Ada'],
      ['Ben', 'b'],
      ['Cem', 'b', 'c'],
      ['end', 'b', 'c'],
    ]);
  });

  it('breaks off where a page is refused: half a list never looks whole', async () => {
    const read = () => Promise.reject(refused('ORG_NOT_FOUND'));
    await expect(rowsOf(membersFile(page('b', person('Ada')), { withEmail: true, read }))).rejects.toMatchObject({
      code: 'ORG_NOT_FOUND',
    });
  });
});
