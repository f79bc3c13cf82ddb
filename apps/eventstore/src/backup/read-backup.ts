import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, gunzip } from 'node:zlib';
import type { z } from 'zod';
import {
  BackupRefused,
  BLOCK_HEAD,
  Footer,
  Header,
  kinds,
  LARGEST_BLOCK,
  MAGIC,
  nameOf,
  Part,
  Summary,
} from './format';

const decompress = promisify(gunzip);

/** What a backup says, in its order. */
export type BackupPiece =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'part'; readonly part: Part }
  /** Whole records or rows of the part. */
  | { readonly kind: 'data'; readonly part: Part; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly part: Part; readonly summary: Summary };

interface Block {
  readonly kind: number;
  readonly content: Buffer;
  /** Where it begins in the file. */
  readonly at: number;
}

/** Reads blocks one after another. Whatever is not as it was written is refused, with the place. */
class Blocks {
  private at = 0;
  readonly whole = createHash('sha256');

  constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  damaged(at: number, what: string, cause?: unknown): BackupRefused {
    return new BackupRefused(`The backup ${this.file} is damaged at byte ${at} (${what}): use another copy of it.`, {
      cause,
    });
  }

  async magic(): Promise<void> {
    const magic = Buffer.alloc(MAGIC.length);
    await this.handle.read(magic, 0, magic.length, 0);
    if (!magic.equals(MAGIC)) {
      const other = /^ANNALS BACKUP (\d+)\n/.exec(magic.toString('latin1'))?.[1];
      throw new BackupRefused(
        other === undefined
          ? `The file ${this.file} is no backup of Annals.`
          : `The backup ${this.file} has format ${other}, this version of Annals reads format 1: use the version that wrote it.`,
      );
    }
    this.at = magic.length;
    this.whole.update(magic);
  }

  async next(): Promise<Block> {
    const at = this.at;
    const head = await this.take(BLOCK_HEAD);
    const length = head.readUInt32BE(1);
    if (length > LARGEST_BLOCK) throw this.damaged(at, `a block of ${length} bytes`);
    const content = await this.take(length);
    if (crc32(content) !== head.readUInt32BE(5)) throw this.damaged(at, 'the checksum of a block is wrong');
    const block = { kind: head.readUInt8(0), content, at };
    if (block.kind !== kinds.footer) this.whole.update(head).update(content);
    return block;
  }

  parsed<Schema extends z.ZodType>({ content, at }: Block, schema: Schema): z.output<Schema> {
    try {
      return schema.parse(JSON.parse(content.toString('utf8')));
    } catch (cause) {
      throw this.damaged(at, 'a block that says nothing we know', cause);
    }
  }

  async mustEnd(): Promise<void> {
    const { bytesRead } = await this.handle.read(Buffer.alloc(1), 0, 1, this.at);
    if (bytesRead > 0) throw this.damaged(this.at, 'something follows its end');
  }

  private async take(length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    for (let read = 0; read < length;) {
      const { bytesRead } = await this.handle.read(bytes, read, length - read, this.at + read);
      if (bytesRead === 0)
        throw new BackupRefused(
          `The backup ${this.file} is cut short after ${this.at + read} bytes: its end is missing, use another copy of it.`,
        );
      read += bytesRead;
    }
    this.at += length;
    return bytes;
  }
}

/**
 * Reads a backup from its beginning to its end, a block at a time, and checks everything that it says about itself.
 * @throws BackupRefused when the file is no backup, damaged or cut short; what came before was right
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPiece> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new BackupRefused(
      `The backup ${file} can't be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { cause },
    );
  });
  try {
    if ((await handle.stat()).isDirectory())
      throw new BackupRefused(`${file} is a folder: name the file of the backup.`);
    const blocks = new Blocks(file, handle);
    await blocks.magic();
    const header = await blocks.next();
    if (header.kind !== kinds.header) throw blocks.damaged(header.at, 'its header is missing');
    yield { kind: 'header', header: blocks.parsed(header, Header) };
    yield* parts(blocks);
    await blocks.mustEnd();
  } finally {
    await handle.close();
  }
}

async function* parts(blocks: Blocks): AsyncGenerator<BackupPiece> {
  const summaries: Summary[] = [];
  for (;;) {
    const block = await blocks.next();
    if (block.kind === kinds.footer) {
      const footer = blocks.parsed(block, Footer);
      const same =
        footer.sha256 === blocks.whole.digest('hex') && JSON.stringify(footer.parts) === JSON.stringify(summaries);
      if (!same) throw blocks.damaged(block.at, 'its parts are not those that its end names');
      return;
    }
    if (block.kind !== kinds.part) throw blocks.damaged(block.at, 'a part begins without its name');
    const part = blocks.parsed(block, Part);
    yield { kind: 'part', part };
    summaries.push(yield* content(blocks, part));
  }
}

async function* content(blocks: Blocks, part: Part): AsyncGenerator<BackupPiece, Summary> {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  for (;;) {
    const block = await blocks.next();
    if (block.kind === kinds.end) {
      const summary = blocks.parsed(block, Summary);
      if (summary.name !== nameOf(part) || summary.bytes !== bytes || summary.sha256 !== hash.digest('hex'))
        throw blocks.damaged(block.at, `the ${nameOf(part)} is not what was written`);
      yield { kind: 'end', part, summary };
      return summary;
    }
    if (block.kind !== kinds.data) throw blocks.damaged(block.at, `the ${nameOf(part)} does not end`);
    const raw = await decompress(block.content, { maxOutputLength: LARGEST_BLOCK }).catch((cause: unknown) => {
      throw blocks.damaged(block.at, "a block can't be decompressed", cause);
    });
    hash.update(raw);
    bytes += raw.length;
    yield { kind: 'data', part, bytes: raw };
  }
}
