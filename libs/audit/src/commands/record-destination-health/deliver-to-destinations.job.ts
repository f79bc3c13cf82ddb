import { FAILING_MINUTES } from '@annals/contracts';
import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import { command, deliverDue, ofOrganization, timer, type Tools } from '@annals/platform';
import type { Lane } from '@annals/vault';
import { randomUUID } from 'node:crypto';
import { AUDIT_LANES } from '../../oversight/audit-lanes';
import { DestinationWays } from '../../oversight/destination-ways.service';
import { oversight } from '../../oversight/oversight';
import { recordDestinationHealth } from './record-destination-health';

export const RecordDestinationHealth = command(
  'RecordDestinationHealth',
  oversight,
  ofOrganization,
  recordDestinationHealth,
);

/** W9: sends the audit log on to whoever gets it. */
export const deliverToDestinations = timer({
  name: 'deliver-to-destinations',
  everyMs: 1_000,
  does: (tools) => (_now, ending) => deliverAudit(tools, ending ?? new AbortController().signal),
});

type Needed = Pick<Tools, 'vault' | 'commands' | 'ask'>;

/** Whatever is due, by the clock of who asks. */
export function deliverAudit(
  { vault, commands, ask }: Needed,
  ending: AbortSignal,
  clock = () => fromMilliseconds(Date.now()),
): Promise<void> {
  const ways = ask(DestinationWays);
  const record = ({ organizationId, laneId }: Lane, failure?: { since: Instant; code: string }) => {
    const commandId = randomUUID();
    const context = { commandId, correlationId: commandId, actor: 'system:deliveries' } as const;
    const said = { organizationId, destinationId: laneId, ...(failure ? { failure } : {}) };
    return commands.execute(new RecordDestinationHealth.Command(said, context));
  };
  const delivery = {
    lanes: vault.deliveryLanes,
    clock,
    wayOf: (lane: Lane) => ways.wayOf(lane),
    failed: async (lane: Lane, { code }: { readonly code: string }, since: Instant) => {
      if (plus(since, { minutes: FAILING_MINUTES }) <= clock()) await record(lane, { since, code });
    },
    recovered: (lane: Lane) => record(lane),
  };
  return deliverDue(delivery, AUDIT_LANES, ending);
}
