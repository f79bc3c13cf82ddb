import { fold, Refused } from '@annals/kernel';
import { csvRows } from '@annals/platform';
import { founded, supervisor, supervisorId } from '../testing/some-organization';
import { listed, rolesCalled } from './invitation-list';
import { organization } from './organization';

const of = (csv: string) => listed(csvRows(csv));
const codeOf = (csv: string): unknown => {
  try {
    return of(csv);
  } catch (error) {
    return error instanceof Refused ? error.code : error;
  }
};

describe('a list of people to be invited', () => {
  it('has named columns, in any order, or an address in each line', () => {
    expect(of('Name,Roles,E-mail\nNoor,"Member; Auditor",noor@acme.example\n,,b@acme.example')).toEqual([
      { line: 2, email: 'noor@acme.example', roles: ['Member', 'Auditor'] },
      { line: 3, email: 'b@acme.example', roles: [] },
    ]);
    expect(of('a@acme.example\n\nb@acme.example')).toEqual([
      { line: 1, email: 'a@acme.example', roles: [] },
      { line: 3, email: 'b@acme.example', roles: [] },
    ]);
    expect(of('email\na@acme.example')).toHaveLength(1);
  });

  it('is refused where nobody knows which column it is, where nobody is on it, and where it is too long', () => {
    expect(codeOf('a,b\nc,d')).toBe('BULK_UNREADABLE');
    expect(codeOf('email,roles\n')).toBe('BULK_UNREADABLE');
    expect(codeOf('\n \n')).toBe('BULK_UNREADABLE');
    expect(codeOf(Array.from({ length: 501 }, (_, n) => `p${n}@acme.example`).join('\n'))).toBe('BULK_TOO_LONG');
  });

  it('names roles as people read them, also the organization’s own', () => {
    const { roles } = fold(organization, [...founded, supervisor()]);
    expect(rolesCalled(roles, ['auditor', 'USER admin', 'run supervisor', supervisorId])).toEqual([
      'auditor',
      'user_admin',
      supervisorId,
    ]);
    expect(rolesCalled(roles, ['member', 'nobody'])).toBeUndefined();
  });
});
