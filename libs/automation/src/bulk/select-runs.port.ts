import type { BulkAct, BulkFilter, LeftOutWhy } from '@annals/contracts';
import type { QueryContext } from '@annals/platform';
import { Query } from '@nestjs/cqrs';

/** Which of the runs that match an act would be done to. */
export interface Selection {
  readonly matching: number;
  /** In the order in which they were asked for. */
  readonly runIds: readonly string[];
  readonly leftOut: readonly { readonly why: LeftOutWhy; readonly runs: number }[];
}

/** Asks the run history, as far as who asks may do it there. @throws Refused RUNS_BULK_LIMIT */
export class SelectRuns extends Query<Selection> {
  constructor(
    readonly asked: { readonly organizationId: string; readonly act: BulkAct; readonly filter: BulkFilter },
    readonly context: QueryContext,
  ) {
    super();
  }
}
