import { plus, type Instant } from '@annals/kernel';

/** How long a worker may say nothing of a run that it is at (domain §4.9: lost at most 90 s after). */
export const LEASE_SECONDS = 60;

export const leaseFrom = (now: Instant): Instant => plus(now, { seconds: LEASE_SECONDS });
