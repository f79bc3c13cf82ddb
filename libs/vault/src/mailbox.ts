import { comparableAddress } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import { z } from 'zod';
import type { VaultContext } from './database';
import type { Sealer } from './sealing';
import type { Secrets } from './secrets';
import { throughRows, type Forgetting } from './through-rows';

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
const LOOKED_AT_ONCE = 200;

/**
 * Outgoing mail of the one-machine default, kept 30 days and sealed: mails hold addresses and links that open
 * something. A keyed digest of its address tells to whom a mail is.
 */
export class Mailbox {
  constructor(private readonly context: VaultContext & { readonly seal: Sealer; readonly secrets: Secrets }) {}

  /** Delivers a mail to the box; a repeated id does nothing. */
  async put({ id, to, subject, text, html }: Mail): Promise<void> {
    const mail = this.context.seal.seal(JSON.stringify({ to, subject, text, html }), id);
    await this.context.db
      .insertInto('mailbox')
      .values({ id, at: this.context.clock(), addressee: this.digest(comparableAddress(to)), mail })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  /** The newest mails first. */
  async list(limit: number): Promise<StoredMail[]> {
    const rows = await this.context.db
      .selectFrom('mailbox')
      .selectAll()
      .where('at', '>', this.horizon())
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) => this.opened(row));
  }

  /** The newest mails to one address. Those of releases that digested none are looked through. */
  async listTo(to: string, limit: number): Promise<StoredMail[]> {
    const wanted = comparableAddress(to);
    const rows = await this.context.db
      .selectFrom('mailbox')
      .selectAll()
      .where('at', '>', this.horizon())
      .where((row) => row.or([row('addressee', '=', this.digest(wanted)), row('addressee', 'is', null)]))
      .orderBy('at', 'desc')
      .orderBy('id')
      .execute();
    const mails = rows.map((row) => this.opened(row));
    return mails.filter((mail) => comparableAddress(mail.to) === wanted).slice(0, limit);
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

  /** Deletes mails to somebody, or about them. */
  async forget(forgetting: Forgetting): Promise<void> {
    const next = async (after = '') => {
      const rows = await this.context.db
        .selectFrom('mailbox')
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .limit(LOOKED_AT_ONCE)
        .execute();
      const mails = rows.map((row) => this.opened(row));
      return mails.map(({ id, to, subject, text, html = '' }) => ({ id, text: [to, subject, text, html].join('\n') }));
    };
    const remove: Parameters<typeof throughRows<string>>[1]['remove'] = (transaction, ids) =>
      transaction.deleteFrom('mailbox').where('id', 'in', ids).executeTakeFirstOrThrow();
    await throughRows(this.context.db, { next, remove }, forgetting);
  }

  /** Removes mails older than 30 days. */
  async purge(): Promise<void> {
    await this.context.db.deleteFrom('mailbox').where('at', '<=', this.horizon()).execute();
  }

  private opened({ id, at, mail }: { id: string; at: Date; mail: Buffer }): StoredMail {
    const { html, ...content } = Content.parse(JSON.parse(this.context.seal.open(mail, id)));
    return { id, at: at.toISOString(), ...content, ...(html === undefined ? {} : { html }) };
  }

  private digest(address: string): string {
    return this.context.secrets.hmac('mailbox', address);
  }

  private horizon(): Date {
    return new Date(plus(this.context.clock(), KEPT));
  }
}
