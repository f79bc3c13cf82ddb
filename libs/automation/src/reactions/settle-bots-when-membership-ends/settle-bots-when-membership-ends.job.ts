import { id, memberRemoved } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { command, job, Memberships } from '@annals/platform';
import { z } from 'zod';
import { settleBot } from '../../commands/settle-bot/settle-bot';
import { fleet, leftBehind, type Owner } from '../../fleet/fleet';
import { SETTLE_BOTS } from './settle-bots-when-membership-ends';

const Payload = z.object({
  organizationId: id,
  personId: id,
  revision: z.int(),
  causedBy: id,
  correlation: z.string(),
});
/** Both ends of a membership, and a suspension, keep their plan alike. */
const Ended = z.object({ plan: memberRemoved.data.shape.plan });
type Plan = z.output<typeof Ended>['plan'];

export const SettleBot = command('SettleBot', fleet, ({ organizationId }) => [organizationId], settleBot);

/** Who the plan gives a bot to; undefined where it is to be held. */
function heirOf(plan: Plan, botId: string): string | undefined {
  const named = plan?.bots.find((each) => each.botId === botId);
  return named ? named.to : plan?.others;
}

/** One by one, so that appends do not grow with the number of bots. Who is no active member any more gets nothing. */
export const settleBots = job({
  queue: SETTLE_BOTS,
  payload: Payload,
  does:
    ({ eventStore, commands, ask }) =>
    async ({ organizationId, personId, revision, causedBy, correlation }) => {
      const ended = await eventStore.eventAt(streamName('organization', organizationId), revision);
      const { plan } = Ended.parse(ended?.data);
      const memberships = ask(Memberships);
      const read = { fresh: true };
      // Who is suspended owns nothing that runs; who was reinstated meanwhile keeps what was not settled yet.
      const current = (
        await memberships.ofPerson(organizationId, personId, {
          ...read,
          evenSuspended: ended?.type !== 'MemberSuspended',
        })
      )?.membership;
      const { state } = await eventStore.state({ stream: fleet, id: [organizationId] }, 0);
      for (const botId of leftBehind(state, personId, current)) {
        const heir = heirOf(plan, botId);
        const member = heir === undefined ? undefined : await memberships.ofPerson(organizationId, heir, read);
        const to: Owner | undefined = member && { personId: member.personId, membership: member.membership };
        await commands.execute(
          new SettleBot.Command(
            { organizationId, botId, from: personId, current, to },
            {
              commandId: uuidV5(causedBy, `settle-bot/${botId}`),
              actor: 'system:fleet',
              correlationId: correlation,
              causationId: causedBy,
            },
          ),
        );
      }
    },
});
