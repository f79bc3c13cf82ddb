import { reaction, type Job } from '@annals/views';

export const KEEP_ERASURE_DUES = 'audit.keep-erasure-dues';

interface Changed {
  readonly id: string;
  readonly organization: string;
}

const jobFor = ({ id, organization }: Changed, erasureId?: string): Job[] => [
  { queue: KEEP_ERASURE_DUES, key: id, payload: { organizationId: organization, ...(erasureId && { erasureId }) } },
];

/** What expires or is due is found by the timer; a legal hold that is lifted makes due what waited for it. */
export const keepDueOfErasuresWhenTheyChange = reaction({
  name: 'keep-due-of-erasures-when-they-change',
  on: {
    ErasureRequested: (e) => jobFor(e, e.data.erasureId),
    ErasureApproved: (e) => jobFor(e, e.data.erasureId),
    ErasureEnded: (e) => jobFor(e, e.data.erasureId),
    LegalHoldLifted: (e) => jobFor(e),
  },
});
