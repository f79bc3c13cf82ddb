import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { codeOf, reason } from './error-code';
import { syncFolderOf } from './sync-folder';

/** One destroyed key, by ids only: whose it was, so that the subject never gets another, and when. */
const Erasure = z.strictObject({
  id: z.uuid(),
  scope: z.string().min(1),
  subject: z.string().min(1),
  at: z.iso.datetime(),
});
export type Erasure = Readonly<z.infer<typeof Erasure>>;

/** One clear sentence about a journal of erasures that can't be read or written. */
export class ErasureJournalError extends Error {
  override readonly name = 'ErasureJournalError';
}

/** Where the journal of erasures is: beside the secrets file, in no database that a backup could bring back. */
export const erasureJournalBeside = (secretsFile: string): string => join(dirname(secretsFile), 'erasures.jsonl');

/**
 * What was erased, on disk before the key is gone (history.md §4): a restored backup holds the key again, and replaying
 * the journal destroys it again. Only ever appended to; any number of processes may, because each entry is one write at
 * the end of the file.
 */
export class ErasureJournal {
  constructor(readonly file: string) {}

  /**
   * Writes an entry; it is on disk when this settles. It is there at least once: where this fails, the entry may be on
   * disk all the same (the sync failed, or that of the folder), and what it names is erased when the journal is
   * replayed.
   * @throws ErasureJournalError
   */
  async append(erasure: Erasure): Promise<void> {
    try {
      await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
      const handle = await open(this.file, 'a', 0o600);
      try {
        // A line break on both sides: an entry that a crash cut short spoils no other one.
        await handle.appendFile(`\n${JSON.stringify(erasure)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolderOf(this.file);
    } catch (cause) {
      throw new ErasureJournalError(
        `The journal of erasures ${this.file} can't be written, so nothing was erased yet: ${reason(cause)}.`,
        { cause },
      );
    }
  }

  /**
   * Every entry, in the order of writing; none where there is no journal. An entry that was cut short is left out: its
   * erasure was never carried out. That of any other one may not have been either: it is carried out by replaying it.
   * @throws ErasureJournalError when it can't be read or was changed
   */
  async read(): Promise<Erasure[]> {
    const lines = (await this.text()).split('\n');
    return lines.flatMap((line, index) => (line.endsWith('}') ? [this.parsed(line, index + 1)] : []));
  }

  private async text(): Promise<string> {
    try {
      return await readFile(this.file, 'utf8');
    } catch (cause) {
      if (codeOf(cause) === 'ENOENT') return '';
      throw new ErasureJournalError(`The journal of erasures ${this.file} can't be read: ${reason(cause)}.`, { cause });
    }
  }

  private parsed(line: string, number: number): Erasure {
    try {
      return Erasure.parse(JSON.parse(line));
    } catch (cause) {
      throw new ErasureJournalError(
        `Line ${number} of the journal of erasures ${this.file} is no entry; bring the journal back as it was, or what it names would be readable again.`,
        { cause },
      );
    }
  }
}
