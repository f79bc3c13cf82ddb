import { legalHoldLifted, refused, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

export interface LiftLegalHold {
  readonly organizationId: string;
  readonly holdId: string;
}

/** What was approved and waited for it is done from now on. @throws Refused LEGAL_HOLD_NOT_FOUND */
export const liftLegalHold: Decide<Oversight, LiftLegalHold, OversightEvent> = ({ holds }, { holdId }) => {
  if (!holds.has(holdId)) throw refused('LEGAL_HOLD_NOT_FOUND');
  return [legalHoldLifted({ holdId })];
};
