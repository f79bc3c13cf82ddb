import type { Anchor, Config } from '@annals/config';
import { CONFIG, DeliveryFailed, mustBeTaken, nextTry, post, putOnce, SEND_WITHIN_MS } from '@annals/platform';
import { syncFolderOf, Vault, type SignedCheckpoint } from '@annals/vault';
import type { Instant } from '@annals/kernel';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** So many histories of each place at one look. */
const AT_ONCE = 50;

const TEXT = 'text/plain; charset=utf-8';
/** By numbers that sort as the history grew. The same checkpoint again is the same file. */
const nameOf = ({ size }: SignedCheckpoint): string => `${String(size).padStart(15, '0')}.txt`;
/** What an operator names may be in a network of their own. */
const reachOf = ({ host }: URL) => ({ allowedHosts: [host] });

/** Gives the newest checkpoint of each history to the places that the operator names (E5). */
@Injectable()
export class Anchoring {
  private readonly log = new Logger('anchors');

  constructor(
    @Inject(Vault) private readonly vault: Pick<Vault, 'anchors' | 'checkpoints'>,
    @Inject(CONFIG) private readonly config: Pick<Config, 'anchors'>,
  ) {}

  /** One after the other at each place; a place that fails holds up no other one. */
  async look(now: Instant, ending?: AbortSignal): Promise<void> {
    await Promise.all(this.config.anchors.map((anchor) => this.give(anchor, now, ending)));
  }

  private async give(anchor: Anchor, now: Instant, ending: AbortSignal | undefined): Promise<void> {
    for (const { organizationId, tries } of await this.vault.anchors.due(anchor.name, AT_ONCE)) {
      if (ending?.aborted === true) return;
      const checkpoint = await this.vault.checkpoints.latest(organizationId);
      if (!checkpoint) continue;
      try {
        await takers[anchor.kind](new URL(anchor.url), checkpoint, AbortSignal.timeout(SEND_WITHIN_MS));
        await this.vault.anchors.took(anchor.name, checkpoint);
      } catch (error) {
        const fault = codeOf(error);
        if (tries === 0) this.log.error(`${anchor.name} does not take checkpoints: ${fault}`);
        await this.vault.anchors.failed(anchor.name, organizationId, { fault, due: nextTry(now, tries) });
        return; // the others are tried when this one is, which says whether it takes anything
      }
    }
  }
}

type Taker = (url: URL, checkpoint: SignedCheckpoint, signal: AbortSignal) => Promise<void>;

const takers: Readonly<Record<Anchor['kind'], Taker>> = {
  file: async (url, checkpoint) => {
    const folder = join(fileURLToPath(url), checkpoint.organizationId);
    await mkdir(folder, { recursive: true });
    const path = join(folder, nameOf(checkpoint));
    const file = await open(path, 'w', 0o644);
    try {
      await file.writeFile(checkpoint.note);
      await file.sync();
    } finally {
      await file.close();
    }
    await syncFolderOf(path);
  },
  http: async (url, { note }, signal) => {
    mustBeTaken(await post(url, { headers: { 'content-type': TEXT }, body: note, reach: reachOf(url), signal }));
  },
  s3: async (url, checkpoint, signal) => {
    const endpoint = `${url.searchParams.get('tls') === 'false' ? 'http' : 'https'}://${url.host}`;
    const object = `${endpoint}${url.pathname.replace(/\/+$/, '')}/${checkpoint.organizationId}/${nameOf(checkpoint)}`;
    const by = {
      region: url.searchParams.get('region') ?? 'us-east-1',
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    };
    await putOnce(
      { url: object, body: checkpoint.note, contentType: TEXT, ...by, ...reachOf(new URL(endpoint)) },
      signal,
    );
  },
};

/** What went wrong, as a code: what the other side says stays there. */
function codeOf(error: unknown): string {
  if (error instanceof DeliveryFailed) return error.code;
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'FAILED';
}
