import { tells } from '../../sentence';
import { auditExportRequested, auditExportTaken } from './events';

const counted = (rows: number, what = 'audit entry', many = 'audit entries') =>
  `${rows.toLocaleString('en')} ${rows === 1 ? what : many}`;
const asWritten = (format: string) => (format === 'csv' ? 'CSV' : format === 'jsonl' ? 'JSONL' : format);

export const auditExportSentences = {
  AuditExportRequested: tells(auditExportRequested, ({ rows, format, first, last }) => [
    `asked for ${counted(rows)} as ${asWritten(format)}`,
    first === undefined || last === undefined ? '' : `, from #${first} to #${last}`,
  ]),
  AuditExportTaken: tells(auditExportTaken, ({ rows, digest, after }) => [
    `took ${counted(rows)} as a file`,
    after === undefined ? '' : ` that begins after #${after}`,
    `, SHA-256 ${digest.slice(0, 8)}…${digest.slice(-4)}`,
  ]),
};
