import { readAuditToggled } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { setReadAudit } from './set-read-audit';

const organizationId = someId('organization');

describe('say whether it is told who looks at the audit log', () => {
  it('turns it off, and on again', () => {
    given(oversight)
      .when(setReadAudit, { organizationId, on: false })
      .then(readAuditToggled({ on: false }));
    given(oversight, readAuditToggled({ on: false }))
      .when(setReadAudit, { organizationId, on: true })
      .then(readAuditToggled({ on: true }));
  });

  it('stays quiet where it is so: it is on from the beginning', () => {
    given(oversight).when(setReadAudit, { organizationId, on: true }).thenNothing();
    given(oversight, readAuditToggled({ on: false }))
      .when(setReadAudit, { organizationId, on: false })
      .thenNothing();
  });
});
