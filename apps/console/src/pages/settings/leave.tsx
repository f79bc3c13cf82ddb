import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { list } from '../../format/words';
import classes from './settings.module.css';

/** The danger zone: leaving, which is done on a page of its own. */
export function LeaveBox() {
  const { organizationId, organization, membership } = useOrganization();
  return (
    <Box title="Leave">
      <div className={classes.leave}>
        <p>You are {list(membership.roleNames)} here. After leaving, only an invitation brings you back.</p>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/organizations/$organizationId/me/leave" params={{ organizationId }} />
          )}
        >
          Leave {organization.name}…
        </Button>
      </div>
    </Box>
  );
}
