import { memberAccessEndSet, memberAdded, type OrganizationEvent } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { inAWeek, joined, mia, organizationId } from '../../testing/some-organization';
import { keepEndOfAccessWhenItChanges as reaction } from './keep-end-of-access-when-it-changes';

const { personId, userId, email, alias } = mia;
const jobsFor = (event: OrganizationEvent) =>
  jobsOf(reaction, someLog(happened(event, { organization: organizationId })));
const job = { queue: 'organization.keep-access-end', payload: { organizationId, personId } };

describe('keep the end of access when it changes', () => {
  it('W15: makes a job where an end comes with somebody, and wherever it is set or lifted', () => {
    const until = { roles: ['external'], via: 'invitation', accessUntil: inAWeek } as const;
    expect(jobsFor(memberAdded({ personId, userId, ...until, roles: ['external'] }, { email, alias }))).toMatchObject([
      job,
    ]);
    expect(jobsFor(memberAccessEndSet({ personId, until: inAWeek }))).toMatchObject([job]);
    expect(jobsFor(memberAccessEndSet({ personId }))).toMatchObject([job]);
  });

  it('stays quiet about people who stay', () => expect(jobsFor(joined(mia, ['external']))).toEqual([]));
});
