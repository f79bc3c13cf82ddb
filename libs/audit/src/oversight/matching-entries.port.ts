import type { AskedOf, routes } from '@annals/contracts';
import type { QueryContext } from '@annals/platform';
import { Query } from '@nestjs/cqrs';

/** Entries of the audit log that a file may have. */
export type EntryFilter = Omit<AskedOf<typeof routes.audit.requestAuditExport>, 'format'>;

/** How many entries match, up to the last one that there is (`through`), and the numbers of the first and the last. */
export interface Matching {
  readonly through: number;
  readonly rows: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** Asked before a file is given out: history only grows, so what it says of a file stays so. */
export class MatchingEntries extends Query<Matching> {
  constructor(
    readonly filter: EntryFilter,
    readonly reads: Pick<QueryContext, 'minPosition'>,
  ) {
    super();
  }
}
