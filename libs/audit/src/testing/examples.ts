import { erasureApproved, erasureBegun, erasureRequested, ERASURE_WAITS, legalHoldPlaced } from '@annals/contracts';
import { plus, someFacts } from '@annals/kernel';
import { someId } from '@annals/views';

/** An organization whose owner wants somebody erased, for specs. */
export const organizationId = someId('organization');
export const [karin, rafael, ingrid] = [someId('karin'), someId('rafael'), someId('ingrid')];
export const erasureId = someId('erasure');
export const { now } = someFacts;
export const waitsUntil = plus(now, ERASURE_WAITS);
export const dueAt = plus(now, { days: 7 });

export const subject = { standing: 'member', isLastOwner: false } as const;
export const asked = erasureRequested({
  ...{ erasureId, personId: karin, standing: 'member', requestedBy: rafael },
  expiresAt: waitsUntil,
});
export const agreed = erasureApproved({
  ...{ erasureId, personId: karin, approvedBy: ingrid, as: 'second_person' },
  dueAt,
});
export const begun = erasureBegun({ erasureId, personId: karin });
export const holdId = someId('hold');
export const held = legalHoldPlaced({ holdId, people: [karin] }, { name: 'Customs inquiry' });
