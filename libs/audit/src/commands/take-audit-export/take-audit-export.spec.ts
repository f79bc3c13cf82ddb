import { auditExportTaken } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { takeAuditExport } from './take-audit-export';

const organizationId = someId('organization');
const taken = { exportId: someId('export'), after: 7, rows: 2, digest: 'a'.repeat(64) };

describe('take an audit export', () => {
  it('tells what was given out, and its digest', () =>
    given(oversight).when(takeAuditExport, { organizationId, taken }).then(auditExportTaken(taken)));

  it('tells each time', () =>
    given(oversight, auditExportTaken(taken))
      .when(takeAuditExport, { organizationId, taken })
      .then(auditExportTaken(taken)));
});
