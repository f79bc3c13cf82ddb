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
 */
export function csvRows(text: string): readonly CsvRow[] {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let [cells, cell, quoted, line, begun]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (cells.some((each) => each !== '')) rows.push({ line: begun, cells });
    [cells, begun] = [[], line];
  };
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === '\n') line += 1;
    if (quoted && char === '"' && source.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (quoted) cell += char;
    else if (char === separator) endCell();
    else if (char === '\n') endRow();
    else cell += char;
  }
  endRow();
  return rows;
}

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A row of a file as it is given out: what would be a formula in a spreadsheet stays text (S16). */
export function csvLine(cells: readonly string[]): string {
  const written = cells.map((cell) => {
    const safe = FORMULA.test(cell) ? `'${cell}` : cell;
    return /[",;\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}\r\n`;
}
