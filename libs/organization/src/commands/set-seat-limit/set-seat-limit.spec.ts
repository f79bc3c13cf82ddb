import { memberSuspended, seatLimitSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, invited, joined, mia, organizationId, oscar } from '../../testing/some-organization';
import { setSeatLimit } from './set-seat-limit';

const seats = (limit: number | null) => ({ organizationId, limit });
const here = [...founded, joined(oscar, ['member']), invited(mia, ['member'])];

describe('I-2: how many seats an organization has', () => {
  it('is set to as many as are taken, to more, or to no limit', () => {
    for (const limit of [3, 10])
      given(organization, ...here)
        .when(setSeatLimit, seats(limit))
        .then(seatLimitSet({ limit }));
    given(organization, ...here, seatLimitSet({ limit: 3 }))
      .when(setSeatLimit, seats(null))
      .then(seatLimitSet({ limit: null }));
  });

  it('says no to fewer than are taken by members and invitations; who is suspended has none', () => {
    given(organization, ...here)
      .when(setSeatLimit, seats(2))
      .thenRefused('SEAT_LIMIT_REACHED', { limit: 2, used: 2, pending: 1 });
    given(organization, ...here, memberSuspended({ personId: oscar.personId }))
      .when(setSeatLimit, seats(2))
      .then(seatLimitSet({ limit: 2 }));
  });

  it('says no where there is no organization', () =>
    given(organization).when(setSeatLimit, seats(5)).thenRefused('ORG_NOT_FOUND'));

  it('stays quiet when it is so already', () => {
    given(organization, ...here)
      .when(setSeatLimit, seats(null))
      .thenNothing();
    given(organization, ...here, seatLimitSet({ limit: 3 }))
      .when(setSeatLimit, seats(3))
      .thenNothing();
  });
});
