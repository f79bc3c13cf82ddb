import { emergencyStopActivated, emergencyStopLifted, id } from '@annals/contracts';
import type { LogEvent } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { job, mailText, ours } from '@annals/platform';
import { reasonOf } from '@annals/views';
import { z } from 'zod';
import { EmergencyContacts, type ToldInEmergency } from '../../fleet/emergency-contacts.port';
import { fleet } from '../../fleet/fleet';
import { STOP_MAILS } from './tell-owners-when-runs-are-stopped';

const Payload = z.object({ organizationId: id, revision: z.int(), told: id });
/** What both events say. */
const Target = emergencyStopLifted.data;

interface Letter {
  readonly event: LogEvent;
  /** What runs are stopped of. */
  readonly name: string;
  readonly by: string;
  readonly link: string;
}

function letterOf({ event, name, by, link }: Letter) {
  const reason = reasonOf(event);
  const why = reason === null ? '' : mailText`\n\n“${reason}”`;
  const at = ours(`${event.meta.at.slice(0, 16).replace('T', ' ')} UTC`);
  if (event.type !== emergencyStopActivated.type)
    return {
      subject: mailText`Runs of ${name} start again`,
      text: mailText`${by} lifted the emergency stop of ${name} at ${at}: runs start again.${why}

${ours(link)}
`,
    };
  const { running } = emergencyStopActivated.data.parse(event.data);
  const atWork = running === 'stop' ? 'are asked to stop' : 'may finish';
  return {
    subject: mailText`All runs of ${name} are stopped`,
    text: mailText`${by} stopped all runs of ${name} at ${at}.${why}

None starts until the stop is lifted; runs that workers are at ${ours(atWork)}. What waits and what was refused is here:

${ours(link)}
`,
  };
}

function nameOf({ scope, targetId }: z.output<typeof Target>, known: ToldInEmergency, bot: string | undefined): string {
  if (scope === 'bot') return bot ?? 'a bot';
  return scope === 'workspace' ? (known.workspaces.get(targetId) ?? 'a workspace') : known.organization;
}

/** Also of a stop that was lifted meanwhile: the mail about that follows. Each mail has an id of its own, so that nobody is told twice. */
export const tellOfStoppedRuns = job({
  queue: STOP_MAILS,
  payload: Payload,
  actsOutside: true,
  does:
    ({ eventStore, mail, config, ask }) =>
    async ({ organizationId, revision, told }) => {
      const event = await eventStore.eventAt(streamName(fleet.category, organizationId), revision);
      if (event === undefined) return;
      const target = Target.parse(event.data);
      const known = await ask(EmergencyContacts).of(organizationId, event.meta.actor);
      const { state } = await eventStore.state({ stream: fleet, id: [organizationId] }, 0);
      const letter = letterOf({
        event,
        name: nameOf(target, known, state.bots.get(target.targetId)?.name),
        by: known.by ?? 'Somebody',
        link: `${config.publicUrl}/organizations/${organizationId}/runs`,
      });
      for (const [personId, to] of known.contacts)
        await mail.send({ id: `emergency-stop-${told}-${personId}`, to, ...letter });
    },
});
