/** A longer line is handed on with one character more than may be said, so that the server marks where it was cut. */
const LONGEST = 4_001;
/** Of what nobody was told yet so much is kept, the newest of it: of a run the last MiB is kept anyway. */
const MOST_BYTES = 1024 * 1024;
/** What is said at once fits into one request. */
const AT_ONCE = { lines: 1_000, bytes: 256 * 1024 };

interface Line {
  readonly text: string;
  /** As it is sent. */
  readonly bytes: number;
}

/** What a command wrote and nobody was told yet, line by line. Neither how much nor how fast it writes matters. */
export class Unsaid {
  private readonly lines: Line[] = [];
  private bytes = 0;
  private leftOut = 0;

  /** Where one of its outputs goes: a line that has no end yet waits there. */
  writer(): { readonly write: (text: string) => void; readonly end: () => void } {
    let rest = '';
    return {
      write: (text) => {
        const whole = (rest + text).split('\n');
        rest = (whole.pop() ?? '').slice(0, LONGEST);
        for (const line of whole) this.add(line);
      },
      end: () => {
        if (rest !== '') this.add(rest);
        rest = '';
      },
    };
  }

  /** The oldest lines, as many as are said at once; none where all was said. */
  take(): string[] {
    const taken = this.leftOut === 0 ? [] : [`… ${this.leftOut} lines left out …`];
    this.leftOut = 0;
    let bytes = 0;
    let many = 0;
    for (const line of this.lines) {
      bytes += line.bytes;
      if (taken.length >= AT_ONCE.lines || bytes > AT_ONCE.bytes) break;
      taken.push(line.text);
      many += 1;
    }
    for (const line of this.lines.splice(0, many)) this.bytes -= line.bytes;
    return taken;
  }

  private add(line: string): void {
    const text = line.slice(0, LONGEST);
    const bytes = Buffer.byteLength(JSON.stringify(text)) + 1;
    this.lines.push({ text, bytes });
    this.bytes += bytes;
    while (this.bytes > MOST_BYTES) {
      this.bytes -= this.lines.shift()?.bytes ?? 0;
      this.leftOut += 1;
    }
  }
}
