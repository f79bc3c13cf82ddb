import { Button } from '@mantine/core';
import { IconEye, IconHistory, IconPlayerPause } from '@tabler/icons-react';
import { reactivateOrganization, suspendOrganization } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { AskingButton } from '../../components/asking-button';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import classes from './settings.module.css';

/** Who may pauses the organization here, and lets it go on; what an operator stopped only an operator starts again. */
export function PauseBox() {
  const { status, suspendedBy } = useOrganization().organization.status;
  return (
    <Box title="Pause">
      <div className={classes.leave}>
        <div>
          <p className={classes.name}>Put everything to rest, without an end</p>
          <p>No run starts, nobody is invited. People go on reading. You can end it at any time.</p>
        </div>
        {status === 'active' && <Pause />}
        {status === 'suspended' && suspendedBy === 'owner' && <GoOn />}
      </div>
    </Box>
  );
}

function Pause() {
  const { organizationId, organization } = useOrganization();
  return (
    <AskingButton
      label="Pause…"
      send={(body, key) => suspendOrganization(organizationId, body, key)}
      done={`Paused ${organization.name}.`}
      title={`Pause ${organization.name}?`}
      keep="Keep it going"
      act={`Pause ${organization.name}`}
      pendingWord="Pausing…"
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
    />
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
