import { syncFolderOf } from '@annals/vault';
import { createHash, type Hash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, gzip } from 'node:zlib';
import {
  BackupRefused,
  BLOCK_BYTES,
  BLOCK_HEAD,
  kinds,
  MAGIC,
  nameOf,
  type Footer,
  type Header,
  type Part,
  type Summary,
} from './format';

const compress = promisify(gzip);
/** Fast: a backup must keep up with the log while the product serves. */
const LEVEL = 1;

/** What this process writes of a backup before it has its name. */
const draftOf = (file: string): string => `${file}.${process.pid}.part`;

/** Removes what this process wrote of a backup that it gives up: it holds password hashes. */
export function discardDraft(file: string): void {
  rmSync(draftOf(file), { force: true });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EACCES: 'its folder may not be written by this user',
  EPERM: 'its folder may not be written by this user',
  EROFS: 'its disk can only be read',
  ENOSPC: 'its disk is full',
  ENAMETOOLONG: 'its name is too long',
};

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (code === '' ? String(error) : `the system says ${code}`);
}

/**
 * Writes a backup block by block, with a few of them in memory. Nothing has the backup's name before all of it is on
 * disk.
 */
export class BackupWriter {
  private readonly whole = createHash('sha256');
  private readonly parts: Summary[] = [];
  private collected: Buffer[] = [];
  private collectedBytes = 0;
  private part: { readonly name: string; readonly hash: Hash; count: number; bytes: number } | undefined;
  /** The block that is compressed and written while the next one is collected. */
  private writing: Promise<void> = Promise.resolve();
  /** Bytes in the file so far. */
  size = 0;

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  /** @throws BackupRefused when the file is there already or can't be made */
  static async create(file: string, header: Header): Promise<BackupWriter> {
    if (existsSync(file))
      throw new BackupRefused(`The file ${file} exists already: choose another name for the backup.`);
    const handle = await open(draftOf(file), 'wx', 0o600).catch((cause: unknown) => {
      throw new BackupRefused(`The backup ${file} can't be written: ${reasonOf(cause)}.`, { cause });
    });
    const writer = new BackupWriter(file, handle);
    try {
      await writer.bytes(MAGIC);
      await writer.block(kinds.header, Buffer.from(JSON.stringify(header)));
      return writer;
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  }

  async begin(part: Part): Promise<void> {
    this.part = { name: nameOf(part), hash: createHash('sha256'), count: 0, bytes: 0 };
    await this.block(kinds.part, Buffer.from(JSON.stringify(part)));
  }

  /** Adds whole things to the part; a block holds as many as it takes, however many come at once. */
  async add(items: readonly Buffer[]): Promise<void> {
    const part = this.current();
    for (const item of items) {
      part.hash.update(item);
      part.bytes += item.length;
      part.count += 1;
      this.collected.push(item);
      this.collectedBytes += item.length;
      if (this.collectedBytes >= BLOCK_BYTES) await this.flush();
    }
  }

  async end(): Promise<void> {
    await this.flush();
    await this.writing;
    const { name, hash, count, bytes } = this.current();
    const summary = { name, count, bytes, sha256: hash.digest('hex') };
    this.parts.push(summary);
    await this.block(kinds.end, Buffer.from(JSON.stringify(summary)));
  }

  /** Puts the end under it and gives it its name, durably. @param named is called when it has its name */
  async finish(named?: () => void): Promise<Footer> {
    const footer = { parts: this.parts, sha256: this.whole.copy().digest('hex') };
    await this.block(kinds.footer, Buffer.from(JSON.stringify(footer)));
    await this.handle.sync();
    await this.handle.close();
    renameSync(draftOf(this.file), this.file); // at once: a signal comes before it or after it
    named?.();
    await syncFolderOf(this.file);
    return footer;
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.writing.catch(() => undefined); // why it is given up is known already
    await this.handle.close().finally(() => {
      discardDraft(this.file);
    });
  }

  private current() {
    if (this.part === undefined) throw new Error('No part of the backup was begun');
    return this.part;
  }

  private async flush(): Promise<void> {
    if (this.collectedBytes === 0) return;
    const packed = compress(Buffer.concat(this.collected), { level: LEVEL });
    [this.collected, this.collectedBytes] = [[], 0];
    const [bytes] = await Promise.all([packed, this.writing]);
    this.writing = this.block(kinds.data, bytes);
    this.writing.catch(() => undefined); // the next flush or the end of the part rejects with it
  }

  private async block(kind: number, content: Buffer): Promise<void> {
    const head = Buffer.allocUnsafe(BLOCK_HEAD);
    head.writeUInt8(kind, 0);
    head.writeUInt32BE(content.length, 1);
    head.writeUInt32BE(crc32(content), 5);
    await this.bytes(Buffer.concat([head, content]));
  }

  private async bytes(bytes: Buffer): Promise<void> {
    this.whole.update(bytes);
    this.size += bytes.length;
    await this.handle.writeFile(bytes); // writes all of it, at the end of what was written before
  }
}
