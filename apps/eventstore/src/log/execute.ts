import { Messages, PREFIX } from './messages';

const BIND = 0x42;
const EXECUTE = 0x45;
const SYNC = 0x53;
const BINARY = 1;
/** Bind without its name and values: portal, one format for all values, their number, no format of results. */
const BIND_BYTES = PREFIX + 1 + 1 + 2 + 2 + 2 + 2;
/** Execute: portal, any number of rows. */
const EXECUTE_BYTES = PREFIX + 1 + 4;

/** One execution of a statement that was made with PREPARE: write its values, in order, then `finish`. */
export class ExecuteMessages extends Messages {
  /** @param name of the statement @param count of its values @param lengths of its values together */
  constructor(name: string, count: number, lengths: number) {
    super(BIND_BYTES + Buffer.byteLength(name) + 4 * count + lengths + EXECUTE_BYTES + PREFIX);
    this.begin(BIND);
    this.word('');
    this.word(name);
    this.int2(1);
    this.int2(BINARY);
    this.int2(count);
  }

  finish(): void {
    this.int2(0);
    this.end();
    this.begin(EXECUTE);
    this.word('');
    this.int2(0);
    this.int2(0);
    this.end();
    this.begin(SYNC);
    this.end();
  }
}
