import type { Vault } from '@annals/vault';
import type { MailText } from '../mail/mail-text';

/** A text message to one number (E.164). */
export interface TextMessage {
  /** Sending the same id again is no second message (as far as the transport can tell). */
  readonly id: string;
  readonly to: string;
  readonly text: MailText;
}

/** Takes a text message on its way. Rejects when it could not be handed over: the job is retried. */
export abstract class SmsTransport {
  abstract send(message: TextMessage): Promise<void>;
}

/** The one-machine default: text messages wait in the vault and are shown on the mailbox page, beside the mails. */
export class MailboxSmsTransport extends SmsTransport {
  constructor(private readonly vault: Vault) {
    super();
  }

  async send({ id, to, text }: TextMessage): Promise<void> {
    await this.vault.mailbox.put({ id, to, subject: 'Text message', text: String(text) });
  }
}

/** Nobody would see them: their jobs end in the list of dead letters, with the reason. */
export class NoSmsTransport extends SmsTransport {
  send({ id }: TextMessage): Promise<void> {
    return Promise.reject(
      new Error(`There is no gateway for text message ${id}: ANNALS_SMS_WEBHOOK_URL is not configured`),
    );
  }
}
