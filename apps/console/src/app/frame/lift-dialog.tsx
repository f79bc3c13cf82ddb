import { IconBolt, IconClockPause, IconHistory, IconPlayerPlay } from '@tabler/icons-react';
import { type EmergencyStop, liftStop } from '../../api/emergency-stops';
import { useCommand } from '../../api/use-command';
import { Confirm } from '../../components/confirm';
import { toast } from '../../components/toasts';
import { plural } from '../../format/words';
import { useOrganization } from './frame-context';

interface Props {
  stop: EmergencyStop;
  /** Of what is stopped. */
  name: string;
  opened: boolean;
  close: () => void;
}

/** Asks before runs start again, and tells what starts then (W22). */
export function LiftDialog({ stop: { scope, targetId, waiting, refused, heldTriggers }, name, opened, close }: Props) {
  const { organizationId } = useOrganization();
  const command = useCommand(
    (said: { reason?: string }, key: string) => liftStop(organizationId, { scope, targetId, ...said }, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: `Runs of ${name} start again.` });
      },
    },
  );
  const starts = waiting === 0 ? 'No run waits.' : `${plural(waiting, 'run waits', 'runs wait')}, to start at once.`;
  const missed =
    refused === 0
      ? 'Nothing was refused meanwhile.'
      : `${plural(refused, 'run was', 'runs were')} refused meanwhile; this starts none of them.`;
  const fires =
    heldTriggers === 0
      ? 'No trigger is held.'
      : `${plural(heldTriggers, 'trigger goes', 'triggers go')} on from ${heldTriggers === 1 ? 'its' : 'their'} next due time.`;
  return (
    <Confirm
      opened={opened}
      onClose={() => {
        command.reset();
        close();
      }}
      title={`Let runs of ${name} start again?`}
      keep="Keep them stopped"
      act="Lift the stop"
      askReason
      pending={command.pending}
      pendingWord="Lifting…"
      error={command.error}
      consequences={[
        { icon: IconPlayerPlay, text: starts },
        { icon: IconClockPause, text: missed },
        { icon: IconBolt, text: fires },
        { icon: IconHistory, text: 'Who lifted it is in the history.' },
      ]}
      afterwards="You can stop everything again at any time."
      onAct={(said) => void command.run(said)}
    />
  );
}
