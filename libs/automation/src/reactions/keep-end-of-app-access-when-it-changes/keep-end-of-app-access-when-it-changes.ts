import { reaction, type Job } from '@annals/views';

export const KEEP_APP_ACCESS_END = 'automation.keep-app-access-end';

interface Changed<Data> {
  readonly id: string;
  readonly organization: string;
  readonly data: Data;
}

const jobFor = (causedBy: string, organizationId: string, id: string): Job[] => [
  { queue: KEEP_APP_ACCESS_END, key: causedBy, payload: { organizationId, id } },
];
const ofGrant = ({ id, organization, data }: Changed<{ readonly grantId: string }>): Job[] =>
  jobFor(id, organization, data.grantId);
const ofRequest = ({ id, organization, data }: Changed<{ readonly accessRequestId: string }>): Job[] =>
  jobFor(id, organization, data.accessRequestId);

const ofLink = ({ id, organization, data }: Changed<{ readonly linkId: string }>): Job[] =>
  jobFor(id, organization, data.linkId);

/** What has an end is found by the timer as long as it goes on. */
export const keepEndOfAppAccessWhenItChanges = reaction({
  name: 'keep-end-of-app-access-when-it-changes',
  on: {
    AppShared: ofGrant,
    AppGrantRevoked: ofGrant,
    ShareLinkMade: ofLink,
    ShareLinkRevoked: ofLink,
    AppAccessRequested: ofRequest,
    AppAccessApproved: ofRequest,
    AppAccessDenied: ofRequest,
    AppAccessWithdrawn: ofRequest,
  },
});
