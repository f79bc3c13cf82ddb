import {
  organizationLogoRemoved,
  organizationLogoSet,
  organizationRenamed,
  type OrganizationEvent,
} from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { organizationId } from '../../testing/some-organization';
import { keepOneLogoWhenItChanges as reaction } from './keep-one-logo-when-it-changes';

const jobsFor = (event: OrganizationEvent) =>
  jobsOf(reaction, someLog(happened(event, { organization: organizationId })));
const job = { queue: 'organization.keep-one-logo', payload: { organizationId } };

describe('keep one logo when it changes', () => {
  it('A12: makes a job wherever a logo is set or removed', () => {
    expect(jobsFor(organizationLogoSet({ digest: 'a'.repeat(64), format: 'png' }))).toMatchObject([job]);
    expect(jobsFor(organizationLogoRemoved({}))).toMatchObject([job]);
  });

  it('stays quiet about other settings', () => expect(jobsFor(organizationRenamed({}, { name: 'Acme' }))).toEqual([]));
});
