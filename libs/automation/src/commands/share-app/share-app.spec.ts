import {
  appAccessApproved,
  appAccessRequested,
  appGrantRevoked,
  appShared,
  MOST_GRANTS,
  type FleetEvent,
} from '@annals/contracts';
import { fold, given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { grantOf } from '../../fleet/grants';
import {
  accessRequestId,
  adam,
  botId,
  byGrant,
  byRole,
  grantId,
  mia,
  olga,
  organizationId,
  registered,
  workspaceId,
} from '../../testing/examples';
import { shareApp } from './share-app';

const now = '2026-06-03T09:15:00.000Z';
const soon = plus(now, { days: 1 });
const later = plus(now, { days: 2 });
const share = { organizationId, botId, to: mia, isExternal: false, level: 'edit', granter: byRole } as const;
const shared = appShared({ grantId, botId, to: mia, level: 'edit' });
const facts = { now, id: () => grantId };
const otherGrantId = '0c000000-0000-4000-8000-0000000000a3';
const under = (until?: string) =>
  appShared({ grantId, botId, to: mia, level: 'edit', under: adam, ...(until === undefined ? {} : { until }) });
const managedBy = (until?: string) =>
  appShared({ grantId: accessRequestId, botId, to: adam, level: 'manage', ...(until === undefined ? {} : { until }) });

describe('P28: share an app', () => {
  it('lets somebody run, edit or manage it, for a time or without an end, instead of what they had', () => {
    given(fleet, registered).when(shareApp, share, facts).then(shared);
    given(fleet, registered)
      .when(shareApp, { ...share, until: soon }, facts)
      .then(appShared({ grantId, botId, to: mia, level: 'edit', until: soon }));
    given(fleet, registered, shared)
      .when(shareApp, { ...share, level: 'run' }, facts)
      .then(appShared({ grantId, botId, to: mia, level: 'run' }));
  });

  it('is given anew to who came back, whatever they had before', () =>
    given(fleet, registered, shared)
      .when(shareApp, { ...share, to: { ...mia, membership: 2 } }, facts)
      .then(appShared({ grantId, botId, to: { ...mia, membership: 2 }, level: 'edit' })));

  it('answers what they asked for, where it is as much', () => {
    const asks = (level: 'edit' | 'manage') =>
      appAccessRequested({ accessRequestId, botId, by: mia, level, expiresAt: later }, {});
    given(fleet, registered, asks('edit'))
      .when(shareApp, share, facts)
      .then(shared, appAccessApproved({ accessRequestId, botId, personId: mia.personId }));
    given(fleet, registered, asks('manage')).when(shareApp, share, facts).then(shared);
  });

  it('stays quiet where they have just that', () =>
    given(fleet, registered, shared).when(shareApp, share, facts).thenNothing());

  it('W2: says no to more than one holds, and for longer', () => {
    const by = { ...share, granter: byGrant };
    given(fleet, registered).when(shareApp, by, facts).thenRefused('GRANT_EXCEEDS_OWN');
    given(fleet, registered, managedBy()).when(shareApp, by, facts).then(under());
    given(fleet, registered, managedBy(soon)).when(shareApp, by, facts).thenRefused('GRANT_EXCEEDS_OWN');
    given(fleet, registered, managedBy(soon))
      .when(shareApp, { ...by, until: later }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
    given(fleet, registered, managedBy(soon))
      .when(shareApp, { ...by, until: soon }, facts)
      .then(under(soon));
    // a grant counts until its instant, whether or not its end was told
    given(fleet, registered, managedBy(now)).when(shareApp, by, facts).thenRefused('GRANT_EXCEEDS_OWN');
  });

  it('W2: a role that only shares gives nothing that it does not allow', () => {
    const only = (...everywhere: ('bots:share' | 'bots:read' | 'runs:read' | 'runs:start')[]) => ({
      ...share,
      granter: { ...byRole, everywhere: new Set(everywhere) },
    });
    given(fleet, registered).when(shareApp, only('bots:share'), facts).thenRefused('GRANT_EXCEEDS_OWN');
    const runs = only('bots:share', 'bots:read', 'runs:read', 'runs:start');
    given(fleet, registered)
      .when(shareApp, { ...runs, level: 'run' }, facts)
      .then(appShared({ grantId, botId, to: mia, level: 'run' }));
    given(fleet, registered, shared)
      .when(shareApp, { ...runs, level: 'run' }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
  });

  it('says no about oneself, to managing externals, to an end that has come, and where there is no such bot', () => {
    given(fleet, registered)
      .when(shareApp, { ...share, to: olga }, facts)
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
    given(fleet, registered)
      .when(shareApp, { ...share, isExternal: true, level: 'manage' }, facts)
      .thenRefused('GRANT_NOT_FOR_EXTERNALS');
    given(fleet, registered)
      .when(shareApp, { ...share, until: now }, facts)
      .thenRefused('GRANT_END_INVALID');
    given(fleet).when(shareApp, share, facts).thenRefused('BOT_NOT_FOUND');
  });

  it(`says no to more than ${MOST_GRANTS}, and still changes what one of them has`, () => {
    const numbered = (n: number) => `5a000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const many = Array.from({ length: MOST_GRANTS }, (_, n) =>
      appShared({ grantId: numbered(n), botId, to: { personId: numbered(n), membership: 1 }, level: 'run' }),
    );
    given(fleet, registered, ...many)
      .when(shareApp, share, facts)
      .thenRefused('GRANT_LIMIT_REACHED');
    const one = { personId: numbered(7), membership: 1 };
    given(fleet, registered, ...many)
      .when(shareApp, { ...share, to: one }, facts)
      .then(appShared({ grantId, botId, to: one, level: 'edit' }));
  });

  it('S15: what is given under a grant says so, and ends with it: the giver revoked, lowered, gone or back', () => {
    const given1 = appShared({ grantId: otherGrantId, botId, to: mia, level: 'manage', under: adam });
    given(fleet, registered, managedBy())
      .when(shareApp, { ...share, level: 'manage', granter: byGrant }, { now, id: () => otherGrantId })
      .then(given1);
    const stands = (...after: FleetEvent[]) =>
      grantOf(fold(fleet, [registered, managedBy(), given1, ...after]).grants, mia, botId, now) !== undefined;
    const revoked = appGrantRevoked({ grantId: accessRequestId, botId, personId: adam.personId });
    const lowered = appShared({ grantId, botId, to: adam, level: 'edit' });
    const back = appShared({ grantId, botId, to: { ...adam, membership: 2 }, level: 'manage' });
    expect([stands(), stands(revoked), stands(lowered), stands(back)]).toEqual([true, false, false, false]);
    // so she does not give it back to who lost it
    given(fleet, registered, managedBy(), given1, revoked)
      .when(shareApp, { ...share, to: adam, granter: { ...byGrant, who: mia } }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
    // nor, while it stands, to whom it hangs on: both would count for nothing
    given(fleet, registered, managedBy(), given1)
      .when(shareApp, { ...share, to: adam, level: 'manage', until: later, granter: { ...byGrant, who: mia } }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
  });

  it('S15: who may by a role gives it for good, where it hung on a grant', () => {
    const hangs = appShared({ grantId: otherGrantId, botId, to: mia, level: 'edit', under: adam });
    given(fleet, registered, managedBy(), hangs).when(shareApp, share, facts).then(shared);
    given(fleet, registered, managedBy(), shared)
      .when(shareApp, { ...share, granter: byGrant }, facts)
      .thenNothing();
  });

  it('X6: is for who owns it where they see it', () => {
    const owned = { ...registered, data: { ...registered.data, ownedBy: adam } } as typeof registered;
    const sees = { ...byGrant, workspaces: new Map([[workspaceId, { permissions: new Set(['bots:read'] as const) }]]) };
    given(fleet, owned)
      .when(shareApp, { ...share, granter: sees }, facts)
      .then(shared);
    given(fleet, owned)
      .when(shareApp, { ...share, granter: byGrant }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
  });
});
