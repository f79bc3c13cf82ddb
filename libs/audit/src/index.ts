/** What happened, for auditors. */
export { auditContext } from './audit.context';
