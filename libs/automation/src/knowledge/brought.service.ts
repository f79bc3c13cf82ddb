import { KNOWLEDGE_FILE_BYTES, refused, type ReadableMedia } from '@annals/contracts';
import { fromMilliseconds, plus, Refused } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { mediaOf } from '../reading/media';
import { contentKind } from './kept-knowledge.service';

/** So long what somebody brought waits for the event that names it. */
const UNNAMED = { days: 7 };

interface Brought {
  readonly organizationId: string;
  readonly sourceId: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** A text is what it says itself, whatever it begins with. */
  readonly kind?: 'text' | 'file' | undefined;
}

/** What people bring is in the vault before the event that names it; what nothing came of is taken back. */
@Injectable()
export class BroughtContent {
  constructor(private readonly vault: Vault) {}

  /** @throws Refused SOURCE_TOO_LARGE, SOURCE_UNREADABLE, and what comes of it */
  async keep<Outcome>(
    { organizationId, sourceId, name, bytes, kind }: Brought,
    use: (as: { media: ReadableMedia; bytes: number; content: string }) => Promise<Outcome>,
  ): Promise<Outcome> {
    if (bytes.length > KNOWLEDGE_FILE_BYTES) throw refused('SOURCE_TOO_LARGE', { limitBytes: KNOWLEDGE_FILE_BYTES });
    const media = kind === 'text' ? 'text' : mediaOf(name, bytes);
    if (media === undefined) throw refused('SOURCE_UNREADABLE');
    const place = { organizationId, kind: contentKind(sourceId) };
    const kept = await this.vault.payloads.put(place, bytes, plus(fromMilliseconds(Date.now()), UNNAMED));
    try {
      return await use({ media, bytes: bytes.length, content: kept.digest });
    } catch (error) {
      if (error instanceof Refused) await this.vault.payloads.discard(kept);
      throw error;
    }
  }
}
