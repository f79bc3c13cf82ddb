import type { FleetEvent, Permission, routes, AskedOf } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { mustHaveTrigger } from '../../fleet/triggers';
import { deleteTrigger } from '../delete-trigger/delete-trigger';
import { disableTrigger } from '../disable-trigger/disable-trigger';
import { enableTrigger } from '../enable-trigger/enable-trigger';

type Act = AskedOf<typeof routes.automation.changeTriggers>['act'];

export interface ChangeTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
  readonly act: Act;
}

/** What each needs, in the workspace of the trigger. */
export const neededFor: Readonly<Record<Act, Permission>> = {
  enable: 'triggers:toggle',
  disable: 'triggers:toggle',
  delete: 'triggers:create',
};

const acts: Readonly<Record<Act, Decide<Fleet, Omit<ChangeTrigger, 'act'>, FleetEvent>>> = {
  enable: enableTrigger,
  disable: disableTrigger,
  delete: deleteTrigger,
};

/** B12: one of many triggers is changed, as it would be alone. @throws Refused TRIGGER_NOT_FOUND */
export const changeTriggers: Decide<Fleet, ChangeTrigger, FleetEvent> = (fleet, { act, ...of }, facts) => {
  mustHaveTrigger(fleet, of.triggerId);
  return acts[act](fleet, of, facts);
};
