import { comparableAddress } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import { z } from 'zod';
import type { VaultContext } from './database';
import type { Sealer } from './sealing';

/** A mail to one address. `id` says which: put twice, it is kept once. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

export interface StoredMail extends Mail {
  readonly at: Instant;
}

const Content = z.object({ to: z.string(), subject: z.string(), text: z.string(), html: z.string().optional() });
const KEPT = { days: -30 };
/** Mails that are opened at a time to look for an address. */
const PAGE = 500;

/**
 * Outgoing mail of the one-machine default, kept 30 days and sealed: mails hold addresses and links that open
 * something.
 */
export class Mailbox {
  constructor(private readonly context: VaultContext & { readonly seal: Sealer }) {}

  /** Delivers a mail to the box; a repeated id does nothing. */
  async put({ id, to, subject, text, html }: Mail): Promise<void> {
    const mail = this.context.seal.seal(JSON.stringify({ to, subject, text, html }), id);
    await this.context.db
      .insertInto('mailbox')
      .values({ id, at: this.context.clock(), mail })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  /** The newest mails first. */
  async list(limit: number, offset = 0): Promise<StoredMail[]> {
    const rows = await this.context.db
      .selectFrom('mailbox')
      .selectAll()
      .where('at', '>', this.horizon())
      .orderBy('at', 'desc')
      .orderBy('id')
      .offset(offset)
      .limit(limit)
      .execute();
    return rows.map((row) => this.opened(row));
  }

  /** The newest mails to one address. Addresses are sealed: all mails are looked through, page by page. */
  async listTo(to: string, limit: number): Promise<StoredMail[]> {
    const [wanted, found]: [string, StoredMail[]] = [comparableAddress(to), []];
    for (let seen = 0; found.length < limit; seen += PAGE) {
      const page = await this.list(PAGE, seen);
      found.push(...page.filter((mail) => comparableAddress(mail.to) === wanted));
      if (page.length < PAGE) break;
    }
    return found.slice(0, limit);
  }

  async get(id: string): Promise<StoredMail | undefined> {
    const row = await this.context.db
      .selectFrom('mailbox')
      .selectAll()
      .where('id', '=', id)
      .where('at', '>', this.horizon())
      .executeTakeFirst();
    return row && this.opened(row);
  }

  /** Removes mails older than 30 days. */
  async purge(): Promise<void> {
    await this.context.db.deleteFrom('mailbox').where('at', '<=', this.horizon()).execute();
  }

  private opened({ id, at, mail }: { id: string; at: Date; mail: Buffer }): StoredMail {
    const { html, ...content } = Content.parse(JSON.parse(this.context.seal.open(mail, id)));
    return { id, at: at.toISOString(), ...content, ...(html === undefined ? {} : { html }) };
  }

  private horizon(): Date {
    return new Date(plus(this.context.clock(), KEPT));
  }
}
