import type { Vault } from '@annals/vault';
import { createTransport, type Transporter } from 'nodemailer';
import type { MailText } from './mail-text';

/** What a mail says. */
export interface Letter {
  readonly subject: MailText;
  readonly text: MailText;
}

export interface Mail extends Letter {
  /** Sending the same id again is no second mail (as far as the transport can tell). */
  readonly id: string;
  readonly to: string;
}

/** Takes a mail on its way. Rejects when it could not be handed over: the job is retried. */
export abstract class MailTransport {
  abstract send(mail: Mail): Promise<void>;
}

/** The one-machine default: mails wait in the vault and are shown on the mailbox page. */
export class MailboxTransport extends MailTransport {
  constructor(private readonly vault: Vault) {
    super();
  }

  async send({ id, to, subject, text }: Mail): Promise<void> {
    await this.vault.mailbox.put({ id, to, subject: String(subject), text: String(text) });
  }
}

interface Patience {
  readonly dnsTimeout: number;
  readonly connectionTimeout: number;
  readonly greetingTimeout: number;
  readonly socketTimeout: number;
}

/**
 * A mail server that hangs may not hold a worker's job: nodemailer alone waits two minutes to connect and ten between
 * bytes, a job may take five.
 */
const PATIENCE: Patience = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
};

/** Real mail over SMTP; the id becomes the Message-ID, by which receivers drop a mail that is sent twice. */
export class SmtpTransport extends MailTransport {
  private readonly transporter: Transporter;

  /**
   * @param patience milliseconds for each step; a server that is silent for longer fails the mail, and its job is tried
   * again
   */
  constructor(
    url: string,
    private readonly from: string,
    patience: Patience = PATIENCE,
  ) {
    super();
    this.transporter = createTransport({ url, ...patience });
  }

  async send({ id, to, subject, text }: Mail): Promise<void> {
    const domain = this.from.split('@')[1]?.replace(/>.*$/, '') ?? 'annals.invalid';
    try {
      await this.transporter.sendMail({
        messageId: `<${id}@${domain}>`,
        from: this.from,
        to: { name: '', address: to },
        subject: String(subject),
        text: String(text),
      });
    } catch (error) {
      // What mail servers say names the recipient, and the fault goes to logs and to the job's record: neither its
      // words nor the error itself travel on.
      throw new Error(`The mail server did not take mail ${id}: ${codesOf(error)}`);
    }
  }
}

/** What went wrong in codes: of the connection (`ECONNECTION`), of the step (`EENVELOPE`), of the server (`550`). */
function codesOf(error: unknown): string {
  const codes = ['code', 'responseCode', 'command'].map((name): unknown =>
    error instanceof Error ? Reflect.get(error, name) : undefined,
  );
  return (
    codes
      .filter((code) => typeof code === 'number' || (typeof code === 'string' && /^[\w ]{1,40}$/.test(code)))
      .join(' ') || 'unknown'
  );
}
