import { PreviewVerification, refused, VerificationPreview } from '@annals/contracts';
import { OrganizationFounding, Public } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AccountDirectory } from '../../account/account-directory.service';
import { requireUsableVerification, verificationPurpose } from '../../account/links';

@ApiTags('accounts')
@Controller('api/v1/users/preview')
export class VerificationPreviewController {
  constructor(private readonly vault: Vault, private readonly directory: AccountDirectory, private readonly founding: OrganizationFounding) {}

  /** What the link of a verification mail will do; nothing changes. It goes by the log itself, so that no view can be behind it. */
  @Post()
  @Public()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: VerificationPreview })
  @SerializeOptions({ schema: VerificationPreview })
  async preview(@Body({ schema: PreviewVerification }) { token }: z.output<typeof PreviewVerification>): Promise<z.output<typeof VerificationPreview>> {
    const link = this.vault.secrets.read(verificationPurpose, token);
    if (!link) throw refused('VERIFICATION_EXPIRED');
    const account = await this.directory.account(link.id);
    requireUsableVerification(account, link.generation, new Date().toISOString());
    const { expiresAt } = account.verification;
    const { email } = await this.directory.contact(link.id);
    if (email === null) throw refused('VERIFICATION_EXPIRED');
    return { email, organizationName: this.founding.nameFor(email), expiresAt };
  }
}
