/** What happened, for auditors. */
export { auditContext } from './audit.context';
/** What others ask of it. */
export { DeniedCommands } from './denials/denied-commands.service';
