import { refused } from '@annals/contracts';
import { Public } from '@annals/platform';
import { opensMailbox, Vault } from '@annals/vault';
import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isFromThisMachine } from './from-this-machine';
import { mailboxPage } from './mailbox.page';

const LATEST = 100;

/**
 * The mailbox of an installation on one machine: mails that would have been sent, newest first. It is under an address
 * that `annals start` prints, for this machine alone; gone as soon as SMTP is configured, or when other machines reach
 * us.
 */
@ApiExcludeController()
@Controller('mailbox/:secret')
export class MailboxController {
  constructor(private readonly vault: Vault) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async page(@Req() request: FastifyRequest, @Param('secret') secret: string): Promise<string> {
    this.mustOpen(request, secret);
    return mailboxPage(await this.vault.mailbox.list(LATEST));
  }

  /** `?to=` narrows it to one address. */
  @Get('messages')
  @Public()
  @Header('cache-control', 'no-store')
  async messages(@Req() request: FastifyRequest, @Param('secret') secret: string, @Query('to') to?: string) {
    this.mustOpen(request, secret);
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
