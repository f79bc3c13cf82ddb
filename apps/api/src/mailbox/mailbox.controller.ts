import { Public } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
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
  async page(): Promise<string> {
    return mailboxPage(await this.vault.mailbox.list(LATEST));
  }

  /** `?to=` narrows it to one address. */
  @Get('messages')
  @Public()
  async messages(@Query('to') to?: string) {
    const mails = await this.vault.mailbox.list(LATEST);
    return mails.filter((mail) => to === undefined || mail.to.toLowerCase() === to.toLowerCase());
  }
}
