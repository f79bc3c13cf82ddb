import { refused, routes } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { opensMailbox, Vault } from '@annals/vault';
import { Controller, Header, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isFromThisMachine } from './from-this-machine';
import { mailboxPage } from './mailbox.page';

const LATEST = 100;

/**
 * The mailbox of an installation on one machine: mails that would have been sent, newest first. It is under an address
 * that `annals start` prints, for this machine alone; gone as soon as SMTP is configured, or when other machines reach
 * us.
 */
@Controller()
export class MailboxController {
  constructor(private readonly vault: Vault) {}

  @On(routes.installation.showMailbox)
  @Header('cache-control', 'no-store')
  async page(
    @Req() request: FastifyRequest,
    @Incoming() { asked }: Arrived<typeof routes.installation.showMailbox>,
  ): Promise<string> {
    this.mustOpen(request, asked.secret);
    return mailboxPage(await this.vault.mailbox.list(LATEST));
  }

  /** `?to=` narrows it to one address. */
  @On(routes.installation.listMailbox)
  @Header('cache-control', 'no-store')
  async messages(
    @Req() request: FastifyRequest,
    @Incoming() { asked }: Arrived<typeof routes.installation.listMailbox>,
  ) {
    this.mustOpen(request, asked.secret);
    const { to } = asked;
    return to === undefined ? this.vault.mailbox.list(LATEST) : this.vault.mailbox.listTo(to, LATEST);
  }

  /**
   * @throws Refused NOT_FOUND for whoever does not know the address or is not on this machine: to them there is no
   * mailbox
   */
  private mustOpen(request: FastifyRequest, secret: string): void {
    if (!isFromThisMachine(request) || !opensMailbox(this.vault.secrets, secret)) throw refused('NOT_FOUND');
  }
}
