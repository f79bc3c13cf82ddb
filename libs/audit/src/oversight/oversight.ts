import type { OversightEvent } from '@annals/contracts';
import { evolveSlices, type Stream } from '@annals/kernel';
import { auditExportsEvolve, type AuditExports } from './audit-exports';
import { destinationsEvolve, type Destinations } from './destinations';
import { erasuresEvolve, noErasures, type Erasures } from './erasures';
import { legalHoldsEvolve, type LegalHolds } from './legal-holds';
import { auditReadsEvolve, type AuditReads } from './audit-reads';

/** What decisions about the history itself rest on. */
export interface Oversight {
  readonly exports: AuditExports;
  readonly destinations: Destinations;
  readonly erasures: Erasures;
  readonly holds: LegalHolds;
  readonly reads: AuditReads;
}

/** Stream `oversight-{organizationId}` (history.md §1). */
export const oversight: Stream<Oversight, OversightEvent> = {
  category: 'oversight',
  initial: () => ({
    exports: new Map(),
    destinations: new Map(),
    erasures: noErasures(),
    holds: new Map(),
    reads: { on: true },
  }),
  evolve: evolveSlices<Oversight, OversightEvent>()({
    exports: auditExportsEvolve,
    destinations: destinationsEvolve,
    erasures: erasuresEvolve,
    holds: legalHoldsEvolve,
    reads: auditReadsEvolve,
  }),
};
