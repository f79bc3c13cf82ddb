import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
} from 'node:fs';

const LIMIT_BYTES = 20 * 1024 * 1024;

/** The log of one child. The child writes to the file itself, so it never depends on us to be read. */
export class LogFile {
  private start = 0;

  constructor(readonly path: string) {}

  /** Opens it for a child; remembers where that child's lines begin. Close it once the child has it. */
  open(): { readonly fd: number; readonly close: () => void } {
    this.rotate();
    const fd = openSync(this.path, 'a', 0o600);
    this.start = fstatSync(fd).size;
    return {
      fd,
      close: () => {
        closeSync(fd);
      },
    };
  }

  /** Keeps one old generation. Copied and emptied, because the child goes on writing (at the end) to the same file. */
  rotate(): void {
    if (!existsSync(this.path) || statSync(this.path).size < LIMIT_BYTES) return;
    copyFileSync(this.path, `${this.path}.1`);
    truncateSync(this.path);
    this.start = 0;
  }

  /** The last sentence that the child of now said: processes explain in one why they can't start. */
  lastSentence(): string | undefined {
    const lines = readFileSync(this.path)
      .subarray(this.start)
      .toString('utf8')
      .split('\n')
      .map((line) => line.trim());
    return lines.findLast((line) => /^[a-z][^{}]*[a-z)"'\d][.]$/i.test(line));
  }
}
