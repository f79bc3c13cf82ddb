import { IconPlayerPauseFilled } from '@tabler/icons-react';
import { statusSentence } from '../../format/organization-status';
import { clock, date } from '../../format/time';
import { useOrganization } from './frame-context';
import classes from './status-strip.module.css';

/** On every page of an organization that does not work: what, since when, why, and what goes on (A17). */
export function StatusStrip() {
  const { organization } = useOrganization();
  const { status, since, reason } = organization.status;
  if (status === 'active') return null;
  return (
    <div className={classes.strip} role="alert">
      <IconPlayerPauseFilled size={16} aria-hidden />
      <span>
        <b>{statusSentence(organization.status)}</b> since {date(since)}, {clock(since, false)} UTC
        {reason === null ? '' : `: “${reason}”`}. Reading goes on; nothing can be changed.
      </span>
    </div>
  );
}
