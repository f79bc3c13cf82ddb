import { asCsv } from './access-file';

describe('E3: who could, as a file', () => {
  it('has a line for each person and key; what would be a formula is text', () => {
    const at = '2026-09-01T08:00:00.000Z';
    const since = { type: 'MemberAdded', sequence: 7, revision: 3, at };
    const person = {
      personId: 'p1',
      alias: '=cmd()',
      roles: [],
      roleNames: ['Admin'],
      grants: [],
      workspace: null,
      since,
    };
    const key = {
      keyId: 'k1',
      name: 'Night "batch"',
      bot: null,
      issuedBy: { personId: 'p1', alias: null },
      roles: [],
      roleNames: ['Admin'],
      workspaceRole: 'operator',
      issued: { sequence: 9, at },
      expiresAt: at,
    };
    expect(asCsv([person], [key]).split('\r\n')).toEqual([
      '"kind","id","name","by","workspaceRole","since","event"',
      `"person","p1","'=cmd()","Admin","","${at}","7"`,
      `"key","k1","Night ""batch""","Admin","operator","${at}","9"`,
      '',
    ]);
  });
});
