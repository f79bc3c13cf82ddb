import { Messages, PREFIX } from './messages';

/** What opens a copy, up to its first row: signature, no flags, no extension. */
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const QUERY = 0x51;
const COPY_DATA = 0x64;
const COPY_DONE = 0x63;
const NO_MORE_ROWS = -1;

/**
 * Rows in Postgres' binary copy format. Half the work for Postgres that arrays in an INSERT are: no text to parse, and
 * rows are stored by the page.
 */
export class CopyMessages extends Messages {
  /** @param statement a COPY: write its rows, then `finish` @param rowBytes sum of `rowSize` over all of them */
  constructor(statement: string, rowBytes: number) {
    super(PREFIX + Buffer.byteLength(statement) + 1 + PREFIX + HEADER.length + rowBytes + 2 + PREFIX);
    this.begin(QUERY);
    this.word(statement);
    this.end();
    this.begin(COPY_DATA);
    this.at += HEADER.copy(this.buffer, this.at);
  }

  finish(): void {
    this.int2(NO_MORE_ROWS);
    this.end();
    this.begin(COPY_DONE);
    this.end();
  }

  /** Begins a row: write its columns. */
  row(columns: number): void {
    this.int2(columns);
  }
}

/** Bytes of a row whose columns have these lengths together. */
export const rowSize = (columns: number, lengths: number): number => 2 + 4 * columns + lengths;
