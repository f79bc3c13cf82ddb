import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye, IconHistory, IconPlayerPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { reactivateOrganization, suspendOrganization } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { Confirm } from '../../components/confirm';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { When } from '../../components/when';
import { statusSentence } from '../../format/organization-status';
import classes from './settings.module.css';

/** Whether the organization works, since when and why; owners pause it here and let it go on (A17). */
export function StatusBox() {
  const { organization, organizationId, can } = useOrganization();
  const { status, since, reason, suspendedBy } = organization.status;
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
        {can('org:pause') && status === 'active' && <Pause />}
        {can('org:pause') && status === 'suspended' && suspendedBy === 'owner' && <GoOn />}
      </div>
    </Box>
  );
}

function Pause() {
  const { organizationId, organization } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const command = useCommand(
    (body: { reason?: string }, key: string) => suspendOrganization(organizationId, body, key),
    {
      organizationId,
      onDone: () => {
        ask.close();
        toast({ text: `Paused ${organization.name}.` });
      },
    },
  );
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          command.reset();
          ask.open();
        }}
      >
        Pause…
      </Button>
      <Confirm
        opened={asking}
        onClose={ask.close}
        title={`Pause ${organization.name}?`}
        keep="Keep it going"
        act={`Pause ${organization.name}`}
        askReason
        pending={command.pending}
        pendingWord="Pausing…"
        error={command.error}
        consequences={[
          {
            icon: IconPlayerPause,
            tone: 'bad',
            text: (
              <>
                <b>Nothing can be changed any more</b>: no run starts, bots cannot report, nobody is invited or joins.
              </>
            ),
          },
          { icon: IconEye, text: 'Its people go on reading.' },
          { icon: IconHistory, text: 'Who paused it and why is in its history, and on every page.' },
        ]}
        afterwards="You can end it at any time."
        onAct={(reason) => void command.run(reason === undefined ? {} : { reason })}
      />
    </>
  );
}

function GoOn() {
  const { organizationId, organization } = useOrganization();
  const command = useCommand((_: object, key: string) => reactivateOrganization(organizationId, key), {
    organizationId,
    onDone: () => {
      toast({ text: `${organization.name} goes on.` });
    },
  });
  return (
    <div>
      <Button loading={command.pending} onClick={() => void command.run({})}>
        End the pause
      </Button>
      <InlineError error={command.error} />
    </div>
  );
}
