import {
  count,
  entryNumber,
  eventWords,
  hue,
  initials,
  inSentence,
  inTerms,
  list,
  personal,
  plural,
  roleNames,
  share,
  shortId,
} from './words';

describe('words', () => {
  it('write figures as people read them', () =>
    expect([
      count(1284),
      share(931, 1000),
      share(0, 0),
      plural(1, 'run'),
      plural(1284, 'entry', 'entries'),
      entryNumber(48_209),
    ]).toEqual(['1,284', '93.1 %', '–', '1 run', '1,284 entries', '#48,209']));

  it('X7: call workspaces what the organization calls them', () =>
    expect(
      ['New workspace', 'Workspaces'].map((words) => [inTerms('project', words), inTerms('workspace', words)]),
    ).toEqual([
      ['New project', 'New workspace'],
      ['Projects', 'Workspaces'],
    ]));

  it('shorten ids to what people compare', () =>
    expect(shortId('9c11b2f0-0000-4000-8000-0000abcd4a7c')).toBe('9c11b2f0…4a7c'));

  it.each([
    ['Ingrid Solberg', 'IS'],
    ['ada', 'A'],
    ['lucía ortega lópez', 'LO'],
    ['noor.haddad@halden.example', 'NH'],
    ['🙂', ''],
    ['[erased]', '–'],
  ])('take the initials of %s', (name, letters) => expect(initials(name)).toBe(letters));

  it('name erased people, roles, events and lists', () => {
    expect([personal(null), personal(undefined), personal('Ada')]).toEqual(['[erased]', '[erased]', 'Ada']);
    expect(roleNames(['owner', 'auditor', '9c11b2f0-0000-4000-8000-0000abcd4a7c'])).toBe(
      'Owner, Auditor, 9c11b2f0…4a7c',
    );
    expect([eventWords('MemberRolesChanged'), eventWords('ApiKeyIssued')]).toEqual([
      'Member roles changed',
      'API key issued',
    ]);
    expect([list([]), list(['a']), list(['a', 'b', 'c']), inSentence('See API keys')]).toEqual([
      '',
      'a',
      'a, b and c',
      'see API keys',
    ]);
  });

  it('give the same name the same colour', () =>
    expect([hue('Ada', 5), hue('', 5) < 5]).toEqual([hue('Ada', 5), true]));
});
