import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { serve } from '@annals/platform';
import { Vault } from '@annals/vault';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { AccountDirectory } from '../../account/account-directory.service';
import { requireUsableVerification, verificationPurpose } from '../../account/links';
import { comesWithOrganization, OrganizationFounding } from '../../account/organization-founding.port';

type Route = typeof routes.identity.previewVerification;

/** What the link of a verification mail will do, by the log itself: no view can be behind it. */
export class PreviewVerificationQuery extends Query<AnswerOf<Route>> {
  constructor(readonly asked: AskedOf<Route>) {
    super();
  }
}

@QueryHandler(PreviewVerificationQuery)
export class PreviewVerificationHandler implements IQueryHandler<PreviewVerificationQuery> {
  constructor(
    private readonly vault: Vault,
    private readonly directory: AccountDirectory,
    private readonly founding: OrganizationFounding,
  ) {}

  async execute({ asked }: PreviewVerificationQuery): Promise<AnswerOf<Route>> {
    const link = this.vault.secrets.read(verificationPurpose, asked.token);
    if (!link) throw refused('VERIFICATION_EXPIRED');
    const account = await this.directory.account(link.id);
    requireUsableVerification(account, link.generation, new Date().toISOString());
    const { expiresAt } = account.verification;
    const { email } = await this.directory.contact(link.id);
    if (email === null) throw refused('VERIFICATION_EXPIRED');
    const { policy } = this.founding;
    const organizationName = comesWithOrganization(policy) ? this.founding.nameFor(email) : null;
    return { email, organizationName, expiresAt, hasPassword: account.credentialId !== undefined };
  }
}

export const PreviewVerificationController = serve(routes.identity.previewVerification, {
  Query: PreviewVerificationQuery,
});
