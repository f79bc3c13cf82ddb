import { UnreadableEvent, type UnreadEvent } from '@annals/eventstore';
import { mayBe, refuseUnread } from './unread';

const place = {
  id: '00000000-0000-4000-8000-00000000000e',
  stream: 'keys-1',
  revision: 7,
  position: { commit: 9n, prepare: 9n },
};
const unread = (type: string): UnreadEvent => ({
  ...place,
  type,
  concerns: type,
  meta: undefined,
  unreadable: new UnreadableEvent({ ...place, type }, 'version 2 is newer'),
});
const renamed: UnreadEvent = { ...unread('KeyClosed'), concerns: undefined };

describe('an event that cannot be read, after a restore', () => {
  it.each([unread('ApiKeyRevoked'), unread('SessionRevoked'), unread('SessionsRevoked'), renamed])(
    'that may have ended access is refused, with its place: $type',
    (entry) => {
      expect(() => refuseUnread(entry)).toThrow(
        `Event ${entry.type} ${place.id} (keys-1 at 7): version 2 is newer. It may have revoked an API key or ended sessions`,
      );
    },
  );

  it.each([unread('UserRegistered'), unread('MemberInvited'), unread('MemberAdded')])(
    'that says whose an address is is refused, with its place: $type',
    (entry) => {
      expect(() => {
        refuseUnread(entry);
      }).toThrow(
        `Event ${entry.type} ${place.id} (keys-1 at 7): version 2 is newer. It says whose an e-mail address is, which somebody else could take now: finish the restore`,
      );
    },
  );

  it.each([unread('ApiKeyIssued'), unread('BotDisabled')])('of another type is not: $type', (entry) => {
    expect(() => {
      refuseUnread(entry);
    }).not.toThrow();
  });

  it('may have issued a key, or may not', () =>
    expect(
      [unread('ApiKeyIssued'), renamed, unread('ApiKeyRevoked')].map((entry) =>
        mayBe(entry, { types: ['ApiKeyIssued'] }),
      ),
    ).toEqual([true, true, false]));
});
