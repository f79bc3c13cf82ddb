import { id, memberRemoved } from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { command, job, Memberships, ofOrganization } from '@annals/platform';
import { z } from 'zod';
import { settleBot } from '../../commands/settle-bot/settle-bot';
import { settleAppAccess } from '../../commands/settle-app-access/settle-app-access';
import { settleRunAs } from '../../commands/settle-run-as/settle-run-as';
import { settleTrigger } from '../../commands/settle-trigger/settle-trigger';
import { fleet, leftBehind, runAsLeftBehind, type Owner } from '../../fleet/fleet';
import { sharedLeftBehind } from '../../fleet/grants';
import { triggersLeftBehind } from '../../fleet/triggers';
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
export const SettleAppAccess = command('SettleAppAccess', fleet, ofOrganization, settleAppAccess);
export const SettleRunAs = command('SettleRunAs', fleet, ofOrganization, settleRunAs);
export const SettleTrigger = command('SettleTrigger', fleet, ({ organizationId }) => [organizationId], settleTrigger);

/** Who the plan gives a bot to; undefined where it is to be held. */
function heirOf(plan: Plan, botId: string): string | undefined {
  const named = plan?.bots.find((each) => each.botId === botId);
  return named ? named.to : plan?.others;
}

/** Bots and triggers, one by one, so that appends do not grow with their number. Who is no active member any more gets nothing. */
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
      const takes = async (heir: string | undefined): Promise<Owner | undefined> => {
        const member = heir === undefined ? undefined : await memberships.ofPerson(organizationId, heir, read);
        return member && { personId: member.personId, membership: member.membership };
      };
      const contextFor = (step: string): CommandContext => ({
        commandId: uuidV5(causedBy, step),
        actor: 'system:fleet',
        correlationId: correlation,
        causationId: causedBy,
      });
      const settled = { organizationId, from: personId, current };
      for (const botId of leftBehind(state, personId, current)) {
        const to = await takes(heirOf(plan, botId));
        await commands.execute(new SettleBot.Command({ ...settled, botId, to }, contextFor(`settle-bot/${botId}`)));
      }
      for (const botId of runAsLeftBehind(state, personId, current)) {
        const to = await takes(heirOf(plan, botId));
        await commands.execute(
          new SettleRunAs.Command({ ...settled, botId, to }, contextFor(`settle-run-as/${botId}`)),
        );
      }
      for (const id of sharedLeftBehind(state, personId, current))
        await commands.execute(new SettleAppAccess.Command({ ...settled, id }, contextFor(`settle-app-access/${id}`)));
      for (const triggerId of triggersLeftBehind(state, personId, current)) {
        const to = await takes(heirOf(plan, state.triggers.get(triggerId)?.botId ?? ''));
        const context = contextFor(`settle-trigger/${triggerId}`);
        await commands.execute(new SettleTrigger.Command({ ...settled, triggerId, to }, context));
      }
    },
});
