import { Setup } from '@annals/platform';
import { ViewReader } from '@annals/views';
import { Injectable } from '@nestjs/common';
import { AccountDirectory } from '../account/account-directory.service';
import { OrganizationFounding } from '../account/organization-founding.port';
import { myOrganizations } from '../views/my-organizations/my-organizations.view';

/** Whoever signed up where that prompts for an organization has to make or join one before anything else (D20, W17). */
@Injectable()
export class OrganizationSetup extends Setup {
  constructor(
    private readonly founding: OrganizationFounding,
    private readonly views: ViewReader,
    private readonly directory: AccountDirectory,
  ) {
    super();
  }

  async mustVerify(userId: string): Promise<boolean> {
    if (this.founding.policy.emailVerification === 'lazy') return false;
    return !(await this.directory.account(userId)).verified;
  }

  /** By the view: it is only asked of somebody who was let into no organization. */
  async isRequired(userId: string): Promise<boolean> {
    if (this.founding.policy.signUp !== 'prompt') return false;
    const belongs = await this.views.read(myOrganizations, { account: userId }, (db) =>
      db.selectFrom('memberships').select('organization_id').where('account_id', '=', userId).executeTakeFirst(),
    );
    return belongs === undefined;
  }
}
