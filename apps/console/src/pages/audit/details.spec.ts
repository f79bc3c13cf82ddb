import { allowedBy, type Details, facts, storedEvent } from './details';

const own = '0190a1b2-0000-7000-8000-0000abcd4a7c';
const details: Details = {
  sequence: 3,
  at: '2026-11-19T14:00:00.000Z',
  type: 'MemberInvited',
  area: 'organization',
  actor: { kind: 'user', id: 'u', label: 'Ada' },
  outcome: 'allowed',
  sentence: [{ text: 'invited' }],
  data: {
    personId: 'p',
    roles: ['admin', own],
    replacedBy: own,
    permissions: ['org:read', 'future:thing'],
    isDefault: true,
    expiresAt: '2026-11-26T14:00:00.000Z',
    nothing: null,
    nested: { a: 1 },
    permission: 'bots:toggle',
    target: { kind: 'bot', id: 'b' },
  },
  personal: { email: null },
  text: { name: 'Halden' },
  reason: null,
  changes: [],
  routine: false,
  onBehalfOf: null,
  origin: null,
  permission: 'invitations:manage',
  grants: 'owner',
  roleNames: { [own]: 'Fleet lead' },
  session: null,
  command: 'c',
  correlationId: 'c',
  causationId: 'c',
  stream: 'organization-o',
  revision: 2,
  position: '7',
};

describe('the details of an entry', () => {
  it('are names and readable values; what was erased says so', () =>
    expect(Object.fromEntries(facts(details))).toEqual({
      Name: 'Halden',
      'E-mail': '[erased]',
      'Person id': 'p',
      Roles: 'Admin, Fleet lead',
      'Replaced by': 'Fleet lead',
      Permissions: 'See the organization; future:thing',
      'Is default': 'Yes',
      Expires: '26 Nov 2026, 14:00:00 UTC',
      Nothing: '–',
      Nested: '{"a":1}',
      Permission: 'Enable and disable bots',
      Target: 'bot b',
    }));
  it('say what allowed it', () =>
    expect(
      ['owner@3', `owner,${own}@12`, 'key', '@1', null].map((grants) => allowedBy({ ...details, grants })),
    ).toEqual(['Role Owner', 'Roles Owner, Fleet lead', 'The permissions of the key', '–', '–']));
  it('show the stored event without the parts around it', () =>
    expect(Object.keys(JSON.parse(storedEvent(details)) as object)).toEqual([
      'type',
      'stream',
      'revision',
      'position',
      'at',
      'data',
      'personal',
      'text',
    ]));
});
