import { resolve } from 'node:path';
import { newQuery } from './query';

const root = resolve(__dirname, '../../..');

/** That what it makes compiles is checked with the types (infra/tools/test/new-files.ts). */
describe('npm run new query', () => {
  it('makes a query that its route serves; a list is read page by page', () => {
    const [file, ...others] = newQuery(root, 'organization/people/list-members');
    expect(file?.path).toBe('libs/organization/src/views/people/list-members.query.ts');
    expect(others).toEqual([]);
    expect(file?.text).toContain("export const ListMembers = query('ListMembers', people, listMembers);");
    expect(file?.text).toContain('= serve(routes.organization.listMembers, ListMembers);');
    expect(file?.text).toContain('pageOf(');
    expect(newQuery(root, 'automation/bots/get-bot')[0]?.text).not.toContain('pageOf(');
  });

  it('guesses nobody who may ask: the route comes first', () => {
    expect(() => newQuery(root, 'organization/people/try-it-out')).toThrow(
      'There is no route tryItOut in libs/contracts/src/organization/routes.ts: write it first, with its access.',
    );
  });

  it.each([
    ['organization/list-members', /^Name the query like/],
    ['organization/nowhere/list-members', /^There is no view/],
    ['identity/my-organizations/get-me', /is no read of an organization/],
    ['organization/people/invite-member', /is no read of an organization/],
  ])('says what is wrong with "%s"', (path, sentence) => {
    expect(() => newQuery(root, path)).toThrow(sentence);
  });
});
