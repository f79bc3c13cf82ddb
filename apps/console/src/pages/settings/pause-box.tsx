import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye, IconHistory, IconPlayerPause } from '@tabler/icons-react';
import { reactivateOrganization, suspendOrganization } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { Confirm } from '../../components/confirm';
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
        onAct={(said) => void command.run(said)}
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
