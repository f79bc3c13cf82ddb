import { BILLING_KEY } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { eachDue, timer, type Tools } from '@annals/platform';

/** So many at a time: the next time finds the others. */
const AT_ONCE = 100;

/** Destroyed first, written down then: whoever dies between the two is followed by somebody who does both again. */
async function end({ vault }: Tools, organizationId: string): Promise<void> {
  await vault.keys.destroy(organizationId, BILLING_KEY);
  await vault.purges.did(organizationId, 'billing');
}

/** @throws AggregateError when some keys could not be destroyed; they are found again the next time */
async function sweep(tools: Tools, now: Instant): Promise<void> {
  const due = await tools.vault.purges.outliving(tools.config.billingYears, { now, limit: AT_ONCE });
  await eachDue(due, (each) => end(tools, each), 'billing keys could not be destroyed');
}

/** History.md §7: what a purge spares is forgotten, too, once nobody has to keep it any more. */
export const endBillingKeysInTime = timer({
  name: 'end-billing-keys-in-time',
  everyMs: 3_600_000,
  does: (tools) => (now) => sweep(tools, now),
});
