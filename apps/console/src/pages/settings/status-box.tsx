import { IconCheck, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { When } from '../../components/when';
import { statusSentence } from '../../format/organization-status';
import { entryNumber } from '../../format/words';
import classes from './status-box.module.css';

/** Whether the organization works, what is blocked, and every status that it had, with since when, by whom and why (A17). */
export function StatusBox() {
  const { organization, organizationId, can } = useOrganization();
  const works = organization.status.status === 'active';
  return (
    <Box
      title={`Status: ${statusSentence(organization.status)}`}
      action={
        can('audit:read') && (
          <Link to="/organizations/$organizationId/audit" params={{ organizationId }} search={{ area: 'organization' }}>
            In the audit log
          </Link>
        )
      }
    >
      <div className={classes.columns}>
        <div>
          <p>
            {works ? 'Everything works. Nothing is blocked.' : 'Reading goes on; what changes something is blocked.'}
          </p>
          <Changes />
        </div>
        {!works && <Blocked />}
      </div>
    </Box>
  );
}

function Changes() {
  const { organization, organizationId, can } = useOrganization();
  return (
    <ol className={classes.changes} aria-label="Statuses, the newest first">
      {organization.statusChanges.map((change) => (
        <li key={change.sequence} data-works={change.status === 'active' || undefined}>
          <b>{statusSentence(change)}</b> <When at={change.since} />
          {change.reason !== null && <>: “{change.reason}”</>}
          <p>
            {change.by.kind === 'operator'
              ? `The operator ${change.by.id}`
              : change.by.kind === 'user'
                ? 'A person'
                : 'Annals'}
            {' · '}
            {can('audit:read') ? (
              <Link
                to="/organizations/$organizationId/audit"
                params={{ organizationId }}
                search={{ row: change.sequence }}
              >
                {entryNumber(change.sequence)}
              </Link>
            ) : (
              entryNumber(change.sequence)
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}

function Blocked() {
  return (
    <div className={classes.blocked}>
      <h3>What is blocked</h3>
      <p data-bad>
        <IconX size={16} stroke={1.7} aria-hidden />
        Runs and every change
      </p>
      <p>
        <IconCheck size={16} stroke={1.7} aria-hidden />
        Not blocked: reading, history, the billing address, handing the organization over
      </p>
    </div>
  );
}
