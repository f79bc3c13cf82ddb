import { csvLine, type AnswerOf, type Member, type routes } from '@annals/contracts';
import type { z } from 'zod';

type Page = AnswerOf<typeof routes.organization.listMembers>;
type Cell = (member: z.output<typeof Member>) => string;

const ERASED = '[erased]';

/** By their heads, which are the names of the fields in the list. */
const columns: Readonly<Record<string, Cell>> = {
  personId: ({ personId }) => personId,
  alias: ({ alias }) => alias ?? ERASED,
  email: ({ email }) => (email === null ? ERASED : (email ?? '')),
  roles: ({ roleNames }) => roleNames.join(', '),
  status: ({ status }) => status,
  joinedAt: ({ joinedAt }) => joinedAt,
  lastActiveAt: ({ lastActiveAt }) => lastActiveAt ?? '',
  accessUntil: ({ accessUntil }) => accessUntil ?? '',
};

/** What a file is written from. */
interface Source {
  /** Without addresses there is no column for them. */
  readonly withEmail: boolean;
  readonly read: (cursor: string) => Promise<Page>;
}

/**
 * The list of members as comma-separated values, a page at a time: the next one is read when this one is taken.
 * @throws what reading a page throws: the file then breaks off, and never looks whole
 */
export async function* membersFile(first: Page, { withEmail, read }: Source): AsyncGenerator<string> {
  const shown = Object.entries(columns).filter(([head]) => withEmail || head !== 'email');
  yield csvLine(shown.map(([head]) => head));
  for (let page = first; ; page = await read(page.next)) {
    yield page.items.map((member) => csvLine(shown.map(([, cell]) => cell(member)))).join('');
    if (page.next === null) return;
  }
}
