/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * What a file of rows begins with: spreadsheets take it for UTF-8 by this mark alone, and show names without it as
 * garbage. Parsers leave it out (RFC 4180 knows no encoding), and programs have the same lists as JSON.
 */
export const CSV_BEGINS = '\ufeff';

/** A row of a file as it is given out: what would be a formula in a spreadsheet stays text (S16). */
export function csvLine(cells: readonly string[]): string {
  const written = cells.map((cell) => {
    const safe = FORMULA.test(cell) ? `'${cell}` : cell;
    return /[",;\s]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}\r\n`;
}
