import { refused } from '@annals/contracts';
import { CsvError, parse } from 'csv-parse/sync';

/** Files of rows come with whichever of these their first line has most of. */
const SEPARATORS = [',', ';', '\t'] as const;

function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  return SEPARATORS.reduce((best, each) => (first.split(each).length > first.split(best).length ? each : best));
}

/** A row, and the line of the file that it begins in, from 1 on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a file of comma-separated values (RFC 4180), also with semicolons or tabs as spreadsheets write them,
 * without blanks around the cells. Empty rows are left out; a quote that never ends takes the rest.
 * @throws Refused BULK_UNREADABLE where something follows the end of a quote
 */
export function csvRows(text: string): readonly CsvRow[] {
  const source = text.replace(/\r\n?/g, '\n'); // or the parser counts two lines for one inside a quote
  try {
    return rowsIn(source);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return rowsIn(`${source}"`);
    throw refused('BULK_UNREADABLE', { line: error['lines'] });
  }
}

function rowsIn(source: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  parse(source, {
    bom: true,
    delimiter: separatorOf(source),
    record_delimiter: '\n',
    trim: true,
    relax_quotes: true,
    relax_column_count: true,
    on_record: (record: string[], { lines }) => {
      const cells = record.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
      line = lines + 1;
      return null;
    },
  });
  return rows;
}
