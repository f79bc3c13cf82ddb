import type { Run, RunPayload } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { botQuery, runLogQuery, runPayloadQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { PanelHeading } from '../../components/facts';
import { LoadFailure } from '../../components/failure';
import classes from './runs.module.css';

type AnyRun = z.output<typeof Run>;

/** What a run was given, gave back and said, for who may see that; what it says while it runs comes by itself. */
export function RunContent({ run }: { run: AnyRun }) {
  const { organizationId, can } = useOrganization();
  const bot = useQuery(botQuery(organizationId, run.botId)).data;
  if (bot === undefined || !can('runs.payload:read', bot.workspaceId, bot.botId)) return null;
  return (
    <>
      <InAndOut runId={run.runId} />
      <Log runId={run.runId} />
    </>
  );
}

function InAndOut({ runId }: { runId: string }) {
  const { organizationId } = useOrganization();
  const { data, error, refetch } = useQuery(runPayloadQuery(organizationId, runId));
  if (data === undefined)
    return error === null ? null : <LoadFailure what="input" error={error} retry={() => void refetch()} />;
  return (
    <>
      <Payload name="Input" of={data.input} />
      <Payload name="Output" of={data.output} />
    </>
  );
}

function Payload({ name, of }: { name: string; of: z.output<typeof RunPayload>['input'] }) {
  if (of === null) return null;
  return (
    <>
      <PanelHeading>{name}</PanelHeading>
      {of.kept ? <Text of={JSON.stringify(of.value, null, 2)} name={name} /> : <p>It is no longer kept.</p>}
    </>
  );
}

function Log({ runId }: { runId: string }) {
  const { organizationId } = useOrganization();
  const { data, error, refetch } = useQuery(runLogQuery(organizationId, runId));
  if (data === undefined)
    return error === null ? null : <LoadFailure what="log" error={error} retry={() => void refetch()} />;
  if (data.text === '') return null;
  return (
    <>
      <PanelHeading>Log</PanelHeading>
      {data.cut && <p>Earlier lines are no longer kept.</p>}
      <Text of={data.text} name="Log" />
    </>
  );
}

/** Can be scrolled, so it can be reached by the keyboard. */
const Text = ({ of, name }: { of: string; name: string }) => (
  <pre className={classes.text} tabIndex={0} role="region" aria-label={name}>
    {of}
  </pre>
);
