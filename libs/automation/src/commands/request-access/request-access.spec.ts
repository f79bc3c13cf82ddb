import {
  appAccessDenied,
  appAccessRequested,
  MOST_ACCESS_REQUESTS,
  MOST_ACCESS_REQUESTS_OF_ONE,
} from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { accessRequestId, adam, botId, mia, organizationId, registered } from '../../testing/examples';
import { requestAccess } from './request-access';

const now = '2026-06-03T09:15:00.000Z';
const expiresAt = plus(now, { days: 14 });
const facts = { now, id: () => accessRequestId };
const numbered = (n: number) => `5a000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const ask = { organizationId, botId, by: mia, isExternal: false, level: 'run' } as const;
const asked = appAccessRequested({ accessRequestId, botId, by: mia, level: 'run', expiresAt }, {});

describe('P28: ask for access to an app', () => {
  it('waits for an answer, with what they say', () => {
    given(fleet, registered).when(requestAccess, ask, facts).then(asked);
    given(fleet, registered)
      .when(requestAccess, { ...ask, note: 'I close the month.' }, facts)
      .then(
        appAccessRequested(
          { accessRequestId, botId, by: mia, level: 'run', expiresAt },
          { note: 'I close the month.' },
        ),
      );
  });

  it('says no while one of theirs waits, and not once that was answered or is too old', () => {
    given(fleet, registered, asked).when(requestAccess, ask, facts).thenRefused('ACCESS_ALREADY_REQUESTED');
    const denied = appAccessDenied({ accessRequestId, botId, personId: mia.personId });
    given(fleet, registered, asked, denied).when(requestAccess, ask, facts).then(asked);
    given(fleet, registered, asked)
      .when(requestAccess, ask, { ...facts, now: expiresAt })
      .then(
        appAccessRequested(
          { accessRequestId, botId, by: mia, level: 'run', expiresAt: plus(expiresAt, { days: 14 }) },
          {},
        ),
      );
  });

  it(`says no to more than ${MOST_ACCESS_REQUESTS_OF_ONE} of one person, who blocks nobody else`, () => {
    const theirs = Array.from({ length: MOST_ACCESS_REQUESTS_OF_ONE }, (_, n) =>
      appAccessRequested({ accessRequestId: numbered(n), botId: numbered(n), by: mia, level: 'run', expiresAt }, {}),
    );
    given(fleet, registered, ...theirs)
      .when(requestAccess, ask, facts)
      .thenRefused('OWN_ACCESS_REQUEST_LIMIT');
    given(fleet, registered, ...theirs)
      .when(requestAccess, { ...ask, by: adam }, facts)
      .then(appAccessRequested({ accessRequestId, botId, by: adam, level: 'run', expiresAt }, {}));
    // what is too old waits no more
    given(fleet, registered, ...theirs)
      .when(requestAccess, ask, { ...facts, now: expiresAt })
      .then(
        appAccessRequested(
          { accessRequestId, botId, by: mia, level: 'run', expiresAt: plus(expiresAt, { days: 14 }) },
          {},
        ),
      );
  });

  it('says no to externals who would manage, about no bot, and to one too many', () => {
    given(fleet, registered)
      .when(requestAccess, { ...ask, isExternal: true, level: 'manage' }, facts)
      .thenRefused('GRANT_NOT_FOR_EXTERNALS');
    given(fleet).when(requestAccess, ask, facts).thenRefused('BOT_NOT_FOUND');
    const many = Array.from({ length: MOST_ACCESS_REQUESTS }, (_, n) =>
      appAccessRequested(
        { accessRequestId: numbered(n), botId, by: { personId: numbered(n), membership: 1 }, level: 'run', expiresAt },
        {},
      ),
    );
    given(fleet, registered, ...many)
      .when(requestAccess, ask, facts)
      .thenRefused('ACCESS_REQUEST_LIMIT');
  });
});
