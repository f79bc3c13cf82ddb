/** What happened, for auditors. */
export { auditContext } from './audit.context';
/** What this context asks of others. */
export { PersonalViews } from './oversight/personal-views.port';
export { Subjects } from './oversight/subjects.port';
/** What others ask of it. */
export { DeniedCommands } from './denials/denied-commands.service';
