import { IconPlayerPauseFilled, IconTrash } from '@tabler/icons-react';
import { statusSentence } from '../../format/organization-status';
import { clock, date } from '../../format/time';
import { useOrganization } from './frame-context';
import classes from './status-strip.module.css';

/** On every page of an organization that does not work: what, since when, why, and what goes on (A17). */
export function StatusStrip() {
  const { organization } = useOrganization();
  const { status, since, reason, purgeAt } = organization.status;
  const Icon = status === 'pending_deletion' ? IconTrash : IconPlayerPauseFilled;
  if (status === 'active') return null;
  return (
    <div className={classes.strip} role="alert">
      <Icon size={16} aria-hidden />
      <span>
        <b>{statusSentence(organization.status)}</b> since {date(since)}, {clock(since, false)} UTC
        {reason === null ? '' : `: “${reason}”`}. Reading goes on; nothing can be changed.
        {purgeAt === null ? '' : ` An owner can take it back until ${date(purgeAt)}, ${clock(purgeAt, false)} UTC.`}
      </span>
    </div>
  );
}
