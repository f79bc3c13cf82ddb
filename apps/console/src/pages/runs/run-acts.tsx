import type { Run } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconPlayerStop, IconPlayerStopFilled, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { killRun, requestRun, resumeRun, retryRun, stopRun, suspendRun } from '../../api/automation';
import { botQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { useOffers } from '../../app/frame/offered-acts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';

type AnyRun = z.output<typeof Run>;
interface Props {
  run: AnyRun;
  requested: (runId: string) => void;
}

/** What can be done about a run: while it is open it is stopped or killed, afterwards it is asked for again. */
export function RunActs({ run, requested }: Props) {
  const { organizationId, can } = useOrganization();
  const bot = useQuery(botQuery(organizationId, run.botId)).data;
  if (bot === undefined) return null;
  const controls = can('runs:control', bot.workspaceId, bot.botId);
  if (run.endedAt === null) return controls ? <End run={run} /> : null;
  if (!controls && !can('runs:start', bot.workspaceId, bot.botId)) return null;
  if (bot.enabled) return <Again run={run} requested={requested} sameInput={controls} />;
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/organizations/$organizationId/bots"
          params={{ organizationId }}
          search={{ row: bot.botId }}
        />
      )}
    >
      See the disabled bot
    </Button>
  );
}

/** The soft way first; the hard one where the soft one was tried. Beside it, what runs rests and what rests goes on. */
function End({ run }: { run: AnyRun }) {
  const { organizationId } = useOrganization();
  const sent = (send: typeof stopRun) => (_: object, key: string) => send(organizationId, run.runId, key);
  const stop = useCommand(sent(stopRun), { organizationId });
  const kill = useCommand(sent(killRun), { organizationId });
  const rest = useCommand(sent(run.status === 'suspended' ? resumeRun : suspendRun), { organizationId });
  const rests = run.status === 'suspended' ? 'Resume' : 'Suspend';
  const mayRest = run.status === 'running' || run.status === 'suspended';
  const [end, ends] = run.status === 'stopping' ? [kill, 'Kill'] : [stop, 'Stop'];
  useOffers([
    { label: `${ends} the run of ${run.botName}`, does: () => void end.run({}) },
    ...(mayRest ? [{ label: `${rests} the run of ${run.botName}`, does: () => void rest.run({}) }] : []),
  ]);
  return (
    <>
      <InlineError error={stop.error ?? kill.error ?? rest.error} />
      {mayRest && (
        <Button variant="default" loading={rest.pending} onClick={() => void rest.run({})}>
          {rests}
        </Button>
      )}
      {run.status === 'stopping' ? (
        <Button
          color="red"
          leftSection={<IconPlayerStopFilled size={15} aria-hidden />}
          loading={kill.pending}
          onClick={() => void kill.run({})}
        >
          Kill
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={15} stroke={1.7} aria-hidden />}
          loading={stop.pending}
          onClick={() => void stop.run({})}
        >
          Stop
        </Button>
      )}
    </>
  );
}

/** @param props.sameInput who may not retry runs asks for a new one, without input */
function Again({ run, requested, sameInput }: Props & { sameInput: boolean }) {
  const { organizationId } = useOrganization();
  const again = useCommand(
    (_: object, key: string) =>
      sameInput ? retryRun(organizationId, run.runId, key) : requestRun(organizationId, run.botId, key),
    {
      organizationId,
      onDone: ({ runId }) => {
        requested(runId);
        toast({ text: `Requested a run of ${run.botName}.` });
      },
    },
  );
  useOffers([{ label: `Run ${run.botName} again`, does: () => void again.run({}) }]);
  return (
    <>
      <InlineError error={again.error} />
      <Button
        leftSection={<IconRefresh size={15} stroke={1.7} aria-hidden />}
        loading={again.pending}
        onClick={() => void again.run({})}
      >
        Run again
      </Button>
    </>
  );
}
