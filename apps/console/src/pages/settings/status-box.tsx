import { blockedBy } from '@annals/contracts';
import { IconCheck, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { When } from '../../components/when';
import { statusSentence } from '../../format/organization-status';
import { entryNumber, permissionWords, plural } from '../../format/words';
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
        <Blocked />
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

/**
 * As the wall says it, by permission: what does not work, and what goes on beside reading. Where everything works again,
 * what did not under the status before.
 */
function Blocked() {
  const { status, statusChanges } = useOrganization().organization;
  const before = statusChanges.find((change) => change.status !== 'active');
  const blocks = status.blocks ?? (before === undefined ? null : blockedBy(before.status));
  if (blocks === null) return null;
  return (
    <div className={classes.blocked}>
      <h3>{status.blocks === null ? 'What was blocked then' : 'What is blocked'}</h3>
      <details data-bad>
        <summary>
          <IconX size={16} stroke={1.7} aria-hidden />
          Every other act: {plural(blocks.permissions.length, 'permission')}
        </summary>
        <ul>
          {blocks.permissions.map((each) => (
            <li key={each}>{permissionWords(each)}</li>
          ))}
        </ul>
      </details>
      {['Read everything', ...blocks.goesOn.filter((each) => each !== 'org:read').map(permissionWords)].map((each) => (
        <p key={each}>
          <IconCheck size={16} stroke={1.7} aria-hidden />
          {each}
        </p>
      ))}
    </div>
  );
}
