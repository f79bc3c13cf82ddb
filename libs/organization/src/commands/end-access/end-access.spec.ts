import { memberAccessEndSet, memberRemoved } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, joined, mia, now, organizationId } from '../../testing/some-organization';
import { endAccess } from './end-access';

const { personId } = mia;
const until = plus(now, { days: 1 });
const there = [...founded, joined(mia, ['external']), memberAccessEndSet({ personId, until })];
const due = { organizationId, personId, until };

describe('W15: access comes to its end', () => {
  it('ends the membership when it is due; what they own is held', () =>
    given(organization, ...there)
      .when(endAccess, due, { now: until })
      .then(memberRemoved({ personId, plan: { bots: [] }, cause: 'access_ended' })));

  it('stays quiet before that, where another end was set, and where they are gone', () => {
    given(organization, ...there)
      .when(endAccess, due, { now: plus(until, { seconds: -1 }) })
      .thenNothing();
    given(organization, ...there, memberAccessEndSet({ personId, until: plus(until, { days: 1 }) }))
      .when(endAccess, due, { now: until })
      .thenNothing();
    given(organization, ...there, memberRemoved({ personId }))
      .when(endAccess, due, { now: until })
      .thenNothing();
  });
});
