import { auditViewed, readAuditToggled } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { viewAudit } from './view-audit';

const asked = { organizationId: someId('organization'), day: '2026-06-03' };

describe('look at the audit log', () => {
  it('is told, with the day', () =>
    given(oversight)
      .when(viewAudit, asked)
      .then(auditViewed({ day: asked.day })));

  it('is not told where the organization does not want it', () =>
    given(oversight, readAuditToggled({ on: false }))
      .when(viewAudit, asked)
      .thenNothing());
});
