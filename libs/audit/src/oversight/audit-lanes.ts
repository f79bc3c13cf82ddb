/** The lanes of the audit log, among others that events are sent on by. */
export const AUDIT_LANES = 'audit';
