import { appAccessApproved, appAccessDenied, appAccessRequested, appShared } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import {
  accessRequestId,
  botId,
  byGrant,
  byRole,
  grantId,
  mia,
  organizationId,
  registered,
} from '../../testing/examples';
import { approveAccess } from './approve-access';

const now = '2026-06-03T09:15:00.000Z';
const expiresAt = plus(now, { days: 14 });
const facts = { now, id: () => grantId };
const approve = {
  organizationId,
  accessRequestId,
  to: mia,
  isExternal: false,
  level: 'edit',
  granter: byRole,
} as const;
const asked = appAccessRequested({ accessRequestId, botId, by: mia, level: 'edit', expiresAt }, {});
const approved = appAccessApproved({ accessRequestId, botId, personId: mia.personId });

describe('P28: say yes to who asks for access', () => {
  it('gives what was asked for, or something else of it', () => {
    given(fleet, registered, asked)
      .when(approveAccess, approve, facts)
      .then(appShared({ grantId, botId, to: mia, level: 'edit' }), approved);
    given(fleet, registered, asked)
      .when(approveAccess, { ...approve, level: 'run', until: expiresAt }, facts)
      .then(appShared({ grantId, botId, to: mia, level: 'run', until: expiresAt }), approved);
  });

  it('only answers where they have it meanwhile', () =>
    given(fleet, registered, asked, appShared({ grantId, botId, to: mia, level: 'edit' }))
      .when(approveAccess, approve, facts)
      .then(approved));

  it('says no to one that was answered, is too old or never was, and to more than one holds', () => {
    given(fleet, registered).when(approveAccess, approve, facts).thenRefused('ACCESS_REQUEST_NOT_FOUND');
    const denied = appAccessDenied({ accessRequestId, botId, personId: mia.personId });
    given(fleet, registered, asked, denied).when(approveAccess, approve, facts).thenRefused('ACCESS_REQUEST_NOT_FOUND');
    given(fleet, registered, asked)
      .when(approveAccess, approve, { ...facts, now: expiresAt })
      .thenRefused('ACCESS_REQUEST_NOT_FOUND');
    given(fleet, registered, asked)
      .when(approveAccess, { ...approve, granter: byGrant }, facts)
      .thenRefused('GRANT_EXCEEDS_OWN');
  });
});
