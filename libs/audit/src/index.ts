/** What happened, for auditors: a view over the events of all contexts. */
import { audit } from './views/audit/audit.view';

export { AuditModule } from './audit.module';
export { audit };

/** The views of this context, for the projector. */
export const auditViews = [audit];
