import { refused, routes } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Controller } from '@nestjs/common';
import { AccountDirectory } from '../../account/account-directory.service';
import { OrganizationFounding } from '../../account/organization-founding.port';
import { requireUsableVerification, verificationPurpose } from '../../account/links';

@Controller()
export class VerificationPreviewController {
  constructor(
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
    private readonly founding: OrganizationFounding,
  ) {}

  @On(routes.identity.previewVerification)
  async preview(@Incoming() { asked }: Arrived<typeof routes.identity.previewVerification>) {
    const link = this.vault.secrets.read(verificationPurpose, asked.token);
    if (!link) throw refused('VERIFICATION_EXPIRED');
    const account = await this.directory.account(link.id);
    requireUsableVerification(account, link.generation, new Date().toISOString());
    const { expiresAt } = account.verification;
    const { email } = await this.directory.contact(link.id);
    if (email === null) throw refused('VERIFICATION_EXPIRED');
    return { email, organizationName: this.founding.nameFor(email), expiresAt };
  }
}
