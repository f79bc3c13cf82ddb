import { erasureCertificateIssued, type ErasureCertified, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

export interface IssueErasureCertificate {
  readonly organizationId: string;
  readonly erasureId: string;
  /** What was erased, where and how much. */
  readonly found: Omit<ErasureCertified, 'erasureId' | 'personId' | 'number'>;
  /** SHA-256 of a text. */
  readonly digestOf: (certified: ErasureCertified) => string;
}

/** Says what was erased, once for each erasure that was carried out; certificates are numbered without a gap. */
export const issueErasureCertificate: Decide<Oversight, IssueErasureCertificate, OversightEvent> = (
  { erasures },
  { erasureId, found, digestOf },
) => {
  const erasure = erasures.all.get(erasureId);
  if (erasure?.status !== 'erased' || erasure.certified) return [];
  const certified = { erasureId, personId: erasure.personId, number: erasures.certificates + 1, ...found };
  return [erasureCertificateIssued({ ...certified, digest: digestOf(certified) })];
};
