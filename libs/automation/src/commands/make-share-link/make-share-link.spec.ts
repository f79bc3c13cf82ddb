import { appShared, MOST_SHARE_LINKS, shareLinkExpired, shareLinkMade, shareLinkRevoked } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import {
  adam,
  botId,
  byGrant,
  byRole,
  grantId,
  linkId,
  olga,
  organizationId,
  otherBotId,
  registered,
} from '../../testing/examples';
import { makeShareLink } from './make-share-link';

const now = '2026-06-03T09:15:00.000Z';
const until = plus(now, { days: 30 });
const make = { organizationId, botId, level: 'run', until, granter: byRole } as const;
const facts = { now, id: () => linkId };
const made = shareLinkMade({ linkId, botId, by: olga, level: 'run', until });
const managed = (end?: string) =>
  appShared({ grantId, botId, to: adam, level: 'manage', ...(end === undefined ? {} : { until: end }) });

describe('P29: make a link to a bot', () => {
  it('is good to run, edit or copy it, for everybody who has it or for so many', () => {
    given(fleet, registered).when(makeShareLink, make, facts).then(made);
    given(fleet, registered)
      .when(makeShareLink, { ...make, level: 'copy', uses: 3 }, facts)
      .then(shareLinkMade({ linkId, botId, by: olga, level: 'copy', until, uses: 3 }));
    given(fleet, registered, managed())
      .when(makeShareLink, { ...make, level: 'edit', granter: byGrant }, facts)
      .then(shareLinkMade({ linkId, botId, by: adam, level: 'edit', until }));
  });

  it('says no to a bot that is not there, and to who is nobody: a key is handed on', () => {
    given(fleet, registered)
      .when(makeShareLink, { ...make, botId: otherBotId }, facts)
      .thenRefused('BOT_NOT_FOUND');
    given(fleet, registered)
      .when(makeShareLink, { ...make, granter: { ...byRole, who: undefined } }, facts)
      .thenRefused('FORBIDDEN', { requiredPermission: 'bots:share' });
  });

  it('says no to an end that has come, or is more than 90 days from now', () => {
    for (const end of [now, plus(now, { days: 90, seconds: 1 })])
      given(fleet, registered)
        .when(makeShareLink, { ...make, until: end }, facts)
        .thenRefused('SHARE_LINK_END_INVALID');
  });

  it('W2: says no to more than who makes it holds, and to a longer time', () => {
    given(fleet, registered)
      .when(makeShareLink, { ...make, granter: byGrant }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
    given(fleet, registered, appShared({ grantId, botId, to: adam, level: 'run' }))
      .when(makeShareLink, { ...make, level: 'copy', granter: byGrant }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
    given(fleet, registered, managed(plus(now, { days: 1 })))
      .when(makeShareLink, { ...make, granter: byGrant }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
  });

  it(`says no to more than ${MOST_SHARE_LINKS} of a bot that were not taken back and are not over`, () => {
    const numbered = (n: number) => `5a000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const many = Array.from({ length: MOST_SHARE_LINKS }, (_, n) =>
      shareLinkMade({
        linkId: numbered(n),
        botId,
        by: olga,
        level: 'run',
        until: n === 0 ? plus(now, { days: 1 }) : until,
      }),
    );
    given(fleet, registered, ...many)
      .when(makeShareLink, make, facts)
      .thenRefused('SHARE_LINK_LIMIT_REACHED');
    given(fleet, registered, ...many, shareLinkRevoked({ linkId: numbered(7), botId }))
      .when(makeShareLink, make, facts)
      .then(made);
    given(fleet, registered, ...many, shareLinkExpired({ linkId: numbered(7), botId }))
      .when(makeShareLink, make, facts)
      .then(made);
    // over by the clock, though no timer has told that yet
    const later = plus(now, { days: 2 });
    given(fleet, registered, ...many)
      .when(makeShareLink, make, { ...facts, now: later })
      .then(made);
  });

  it('stays quiet where this command made it already', () =>
    given(fleet, registered, made).when(makeShareLink, make, facts).thenNothing());
});
