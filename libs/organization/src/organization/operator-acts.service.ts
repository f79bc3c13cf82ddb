import { EventStore, type CommandContext } from '@annals/eventstore';
import { freezeOrganization } from '../commands/freeze-organization/freeze-organization';
import { reactivateOrganization } from '../commands/reactivate-organization/reactivate-organization';
import { setSeatLimit, type SetSeatLimit } from '../commands/set-seat-limit/set-seat-limit';
import { suspendOrganization } from '../commands/suspend-organization/suspend-organization';
import { unfreezeOrganization } from '../commands/unfreeze-organization/unfreeze-organization';
import { organization } from './organization';

/** What an operator of the installation does to an organization's status, from the command line. */
export const operatorActs = {
  suspend: suspendOrganization,
  reactivate: reactivateOrganization,
  freeze: freezeOrganization,
  unfreeze: unfreezeOrganization,
} as const;
export type OperatorAct = keyof typeof operatorActs;

/** Carries one out. @throws Refused ORG_NOT_FOUND, INVALID_STATUS_TRANSITION */
export async function operate(
  store: EventStore,
  { organizationId, act }: { readonly organizationId: string; readonly act: OperatorAct },
  context: CommandContext,
): Promise<void> {
  await store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) =>
    operatorActs[act](state, { organizationId }, facts),
  );
}

/** I-2: says how many seats an organization has. @throws Refused ORG_NOT_FOUND, SEAT_LIMIT_REACHED */
export async function setSeats(store: EventStore, command: SetSeatLimit, context: CommandContext): Promise<void> {
  await store.decide({ stream: organization, id: [command.organizationId] }, context, (state, facts) =>
    setSeatLimit(state, command, facts),
  );
}
