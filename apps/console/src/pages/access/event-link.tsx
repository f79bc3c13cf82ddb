import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { auditEntryQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Sentence } from '../../components/sentence';
import { entryNumber } from '../../format/words';
import classes from './access.module.css';

/** The event by its number; it leads to its entry for who may read the history. */
export function EventLink({ sequence }: { sequence: number }) {
  const { organizationId, can } = useOrganization();
  if (!can('audit:read')) return <span className={classes.event}>{entryNumber(sequence)}</span>;
  return (
    <Link
      to="/organizations/$organizationId/audit"
      params={{ organizationId }}
      search={{ row: sequence }}
      className={classes.event}
    >
      {entryNumber(sequence)}
    </Link>
  );
}

/** What the event says, and why it was done, for who may read the history. */
export function EventWords({ sequence }: { sequence: number }) {
  const { organizationId, can } = useOrganization();
  const { data } = useQuery({ ...auditEntryQuery(organizationId, sequence), enabled: can('audit:read') });
  if (data === undefined) return null;
  return (
    <span className={classes.said}>
      <Sentence organizationId={organizationId} parts={data.sentence} actor={data.actor} />
      {data.reason === null ? '' : `: “${data.reason}”`}
    </span>
  );
}
