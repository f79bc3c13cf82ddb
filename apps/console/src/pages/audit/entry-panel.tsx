import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { auditEntryQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { SidePanel } from '../../app/frame/side-panel';
import { Facts, PanelHeading } from '../../components/facts';
import { LoadFailure } from '../../components/failure';
import { Sentence } from '../../components/sentence';
import { StillWaiting } from '../../components/skeleton';
import { ShortId } from '../../components/short-id';
import { When } from '../../components/when';
import { deviceWords } from '../../format/device';
import { exact } from '../../format/time';
import { count, entryNumber, permissionWords, personal } from '../../format/words';
import { ChangeTable } from './changes';
import { allowedBy, type Details, facts, storedEvent } from './details';
import classes from './entry-panel.module.css';
import { EntryProof } from './entry-proof';

interface Props {
  sequence: number;
  close: () => void;
  open: (sequence: number) => void;
}

/** One entry: what it says, why, who allowed it, and the stored event itself. */
export function EntryPanel({ sequence, close, open }: Props) {
  const { organizationId } = useOrganization();
  const entry = useQuery(auditEntryQuery(organizationId, sequence));
  const place = {
    of: `Entry ${entryNumber(sequence)}`,
    previous: () => {
      open(sequence + 1);
    },
    next:
      sequence > 1
        ? () => {
            open(sequence - 1);
          }
        : undefined,
  };
  if (entry.data === undefined)
    return (
      <SidePanel
        label="Entry"
        place={place}
        close={close}
        head={<h2 className={classes.title}>{entryNumber(sequence)}</h2>}
      >
        {entry.error === null ? (
          <>
            <p>Loading…</p>
            <StillWaiting />
          </>
        ) : (
          <LoadFailure what="entry" error={entry.error} retry={() => void entry.refetch()} />
        )}
      </SidePanel>
    );
  const details = entry.data;
  return (
    <SidePanel
      label={`Entry ${entryNumber(sequence)}`}
      place={place}
      close={close}
      head={
        <>
          <h2 className={classes.title}>
            <Sentence organizationId={organizationId} parts={details.sentence} actor={details.actor} />
          </h2>
          <p className={classes.time}>
            {exact(details.at)}, <When at={details.at} />
          </p>
        </>
      }
    >
      {details.changes.length > 0 && (
        <>
          <PanelHeading>What changed</PanelHeading>
          <ChangeTable changes={details.changes} />
        </>
      )}
      <Recorded details={details} />
      <Why details={details} />
      <Where details={details} />
      <EntryProof sequence={sequence} />
      <Around details={details} />
      <details className={classes.stored}>
        <summary>
          Stored event <code>{details.type}</code>
        </summary>
        <pre tabIndex={0} aria-label="The stored event">
          {storedEvent(details)}
        </pre>
      </details>
    </SidePanel>
  );
}

/** What was recorded, by name. */
function Recorded({ details }: { details: Details }) {
  const rows = facts(details);
  if (rows.length === 0) return null;
  return (
    <>
      <PanelHeading>What was recorded</PanelHeading>
      <table className={classes.table}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Why({ details }: { details: Details }) {
  const permission = details.permission;
  return (
    <>
      <PanelHeading>Why and how</PanelHeading>
      <Facts
        facts={[
          ['Reason', details.reason ?? '–'],
          [
            'By',
            details.actor.kind === 'system'
              ? 'Annals itself'
              : `${personal(details.actor.label)}${details.actor.kind === 'key' ? ', an API key' : ''}`,
          ],
          ['Allowed by', allowedBy(details)],
          ['It needed', permission === null ? '–' : permissionWords(permission)],
          ...(details.onBehalfOf === null ? [] : [['On behalf of', personal(details.onBehalfOf.label)] as const]),
          ...(details.origin === null
            ? []
            : [['From', `${details.origin.ip} · ${deviceWords(details.origin.userAgent)}`] as const]),
          ...(details.session === null
            ? []
            : [['Session', <ShortId key="session" id={details.session} what="session" />] as const]),
          ['Command', <ShortId key="command" id={details.command} what="command" />],
          ['Correlation', <ShortId key="correlation" id={details.correlationId} what="correlation" />],
          ['Cause', <ShortId key="cause" id={details.causationId} what="cause" />],
        ]}
      />
    </>
  );
}

/** Where it is stored: by stream, revision and position anybody finds the same event in the log. */
function Where({ details: { stream, revision, position } }: { details: Details }) {
  return (
    <>
      <PanelHeading>In the log</PanelHeading>
      <Facts
        facts={[
          ['Stream', <ShortId key="stream" id={stream} what="stream" />],
          ['Revision', count(revision)],
          ['Position', <ShortId key="position" id={position} what="position" />],
        ]}
      />
    </>
  );
}

const hour = 3_600_000;
const later = (at: string, by: number) => new Date(Date.parse(at) + by).toISOString();

/** What else was done then: by whoever did it, and in the same session. */
function Around({ details: { actor, at, session } }: { details: Details }) {
  const { organizationId } = useOrganization();
  if (actor.kind !== 'user' && actor.kind !== 'key') return null;
  const to = '/organizations/$organizationId/audit/incident';
  return (
    <p className={classes.around}>
      <Link
        to={to}
        params={{ organizationId }}
        search={{ actor: `${actor.kind}:${actor.id}`, from: later(at, -hour), to: later(at, hour) }}
      >
        What else {personal(actor.label)} did within the hour
      </Link>
      {session !== null && (
        <Link to={to} params={{ organizationId }} search={{ session }}>
          All of this session
        </Link>
      )}
    </p>
  );
}
