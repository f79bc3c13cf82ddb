import { legalHoldLifted } from '@annals/contracts';
import { given } from '@annals/kernel';
import { oversight } from '../../oversight/oversight';
import { held, holdId, organizationId } from '../../testing/examples';
import { liftLegalHold } from './lift-legal-hold';

const lifted = legalHoldLifted({ holdId });

describe('E6: lift a legal hold', () => {
  it('lifts it', () => given(oversight, held).when(liftLegalHold, { organizationId, holdId }).then(lifted));

  it('says no where there is none, or none any more', () => {
    given(oversight).when(liftLegalHold, { organizationId, holdId }).thenRefused('LEGAL_HOLD_NOT_FOUND');
    given(oversight, held, lifted).when(liftLegalHold, { organizationId, holdId }).thenRefused('LEGAL_HOLD_NOT_FOUND');
  });
});
