import { refused } from '@annals/contracts';
import { Public } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller, Get, Header, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isFromThisMachine } from './from-this-machine';
import { mailboxPage } from './mailbox.page';

const LATEST = 100;

/** The mailbox of an installation on one machine: mails that would have been sent, newest first. Gone as soon as SMTP is configured, or when other machines reach us. */
@ApiExcludeController()
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly vault: Vault) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  async page(@Req() request: FastifyRequest): Promise<string> {
    mustBeOurs(request);
    return mailboxPage(await this.vault.mailbox.list(LATEST));
  }

  /** `?to=` narrows it to one address. */
  @Get('messages')
  @Public()
  async messages(@Req() request: FastifyRequest, @Query('to') to?: string) {
    mustBeOurs(request);
    return to === undefined ? this.vault.mailbox.list(LATEST) : this.vault.mailbox.listTo(to, LATEST);
  }
}

/** @throws Refused NOT_FOUND for whoever is not on this machine: to them there is no mailbox */
function mustBeOurs({ headers }: FastifyRequest): void {
  if (!isFromThisMachine(headers)) throw refused('NOT_FOUND');
}
