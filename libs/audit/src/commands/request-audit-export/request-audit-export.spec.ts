import { auditExportRequested, MOST_OPEN_EXPORTS } from '@annals/contracts';
import { given, someFacts } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { requestAuditExport } from './request-audit-export';

const contents = { format: 'csv', area: 'fleet', through: 48_213, rows: 2, first: 7, last: 48_000 } as const;
const typed = { type: 'BotDisabled', actor: '' };
const now = '2026-06-03T09:15:00.000Z';
const until = '2026-06-03T09:25:00.000Z';
const requested = (exportId: string, end = until) => auditExportRequested({ exportId, ...contents, until: end }, typed);
const open = Array.from({ length: MOST_OPEN_EXPORTS }, (_, nth) => requested(someId(`export ${nth}`)));

describe('request an audit export', () => {
  it('says what is in the file and until when it can be taken', () =>
    given(oversight)
      .when(requestAuditExport, { contents, typed }, { now })
      .then(requested(someFacts.id('audit export'))));

  it('is refused while as many are open as may be', () =>
    given(oversight, ...open)
      .when(requestAuditExport, { contents, typed }, { now })
      .thenRefused('EXPORT_LIMIT_REACHED', { limit: MOST_OPEN_EXPORTS }));

  it('goes on when one of them has ended', () =>
    given(oversight, requested(someId('ended'), now), ...open.slice(1))
      .when(requestAuditExport, { contents, typed }, { now })
      .then(requested(someFacts.id('audit export'))));
});
