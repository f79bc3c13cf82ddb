import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { When } from '../../components/when';
import { statusSentence } from '../../format/organization-status';
import classes from './settings.module.css';

/** Whether the organization works, since when and why (A17). */
export function StatusBox() {
  const { organization, organizationId, can } = useOrganization();
  const { status, since, reason } = organization.status;
  return (
    <Box
      title="Status"
      action={
        can('audit:read') && (
          <Link to="/organizations/$organizationId/audit" params={{ organizationId }} search={{ area: 'organization' }}>
            In the audit log
          </Link>
        )
      }
    >
      <div className={classes.leave}>
        <div>
          <p className={classes.name}>
            {statusSentence(organization.status)}, <When at={since} />
          </p>
          {reason !== null && <p>“{reason}”</p>}
          <p>
            {status === 'active'
              ? 'Everything works. Nothing is blocked.'
              : 'Blocked: runs and every change. Reading and history go on.'}
          </p>
        </div>
      </div>
    </Box>
  );
}
