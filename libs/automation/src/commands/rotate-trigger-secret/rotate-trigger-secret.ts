import { refused, triggerSecretRotated, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import { mustHaveTrigger } from '../../fleet/triggers';

export interface RotateTriggerSecret {
  readonly organizationId: string;
  readonly triggerId: string;
}

/** P14: a webhook has another address and secret. @throws Refused TRIGGER_NOT_FOUND, TRIGGER_HAS_NO_SECRET */
export const rotateTriggerSecret: Decide<Fleet, RotateTriggerSecret, FleetEvent> = (fleet, { triggerId }) => {
  const { kind, generation } = mustHaveTrigger(fleet, triggerId);
  if (kind !== 'webhook') throw refused('TRIGGER_HAS_NO_SECRET');
  return [triggerSecretRotated({ triggerId, generation: generation + 1 })];
};
