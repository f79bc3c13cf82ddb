import { refused, type Permission } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { fromMilliseconds, type Frozen } from '@annals/kernel';
import { allowedIn, AppGrants, Memberships, type Principal, type QueryContext } from '@annals/platform';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { takeAuditExport, type TakeAuditExport } from '../commands/take-audit-export/take-audit-export';
import { mustBeOpen, type AuditExport } from './audit-exports';
import { oversight } from './oversight';

const NEEDED: Permission = 'audit:export';

/** Gives out files of the audit log, and tells of each. */
@Injectable()
export class AuditExportFiles {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Memberships) readonly memberships: Memberships,
    @Inject(AppGrants) readonly appGrants: AppGrants,
  ) {}

  /** A file that can be taken now. @throws Refused EXPORT_NOT_FOUND, EXPORT_ENDED */
  async open(organizationId: string, exportId: string): Promise<Frozen<AuditExport>> {
    const { state } = await this.store.state({ stream: oversight, id: [organizationId] }, 0);
    return mustBeOpen(state.exports, exportId, fromMilliseconds(Date.now()));
  }

  /**
   * What who asks may see now: they may be removed while the file is on its way, and then get no further part.
   * @throws Refused FORBIDDEN, UNAUTHENTICATED, ORG_NOT_FOUND
   */
  async sight(organizationId: string, principal: Principal | undefined): Promise<QueryContext> {
    if (principal === undefined) throw refused('UNAUTHENTICATED');
    const allowed = await allowedIn(this, organizationId, principal);
    if (!allowed.permissions.has(NEEDED)) throw refused('FORBIDDEN', { requiredPermission: NEEDED });
    return allowed;
  }

  /** Settles when it is told. A file is never one that was taken before, whatever key the request had. */
  async tell(asked: TakeAuditExport, context: CommandContext): Promise<void> {
    const { expectedRevision: _, ...own } = context;
    await this.store.decide(
      { stream: oversight, id: [asked.organizationId] },
      { ...own, commandId: randomUUID() },
      (state, facts) => takeAuditExport(state, asked, facts),
    );
  }
}
