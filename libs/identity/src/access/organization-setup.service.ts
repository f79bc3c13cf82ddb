import { Setup } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { AccountDirectory } from '../account/account-directory.service';
import { OrganizationFounding } from '../account/organization-founding.port';
import { OrganizationsOf } from './organizations-of.service';

/** What accounts have to do before they go on, by the policies of the installation (A2, D20, W17, X13). */
@Injectable()
export class OrganizationSetup extends Setup {
  constructor(
    private readonly founding: OrganizationFounding,
    private readonly organizations: OrganizationsOf,
    private readonly directory: AccountDirectory,
  ) {
    super();
  }

  async mustVerify(userId: string): Promise<boolean> {
    if (this.founding.policy.emailVerification === 'lazy') return false;
    return !(await this.directory.account(userId)).verified;
  }

  /** By the view: it is only asked of somebody who was let into no organization. */
  async missing(userId: string): Promise<'ORGANIZATION_SETUP_REQUIRED' | 'NO_ORGANIZATION' | undefined> {
    const { signUp, mustBelongToOrganization } = this.founding.policy;
    if (!mustBelongToOrganization || (await this.organizations.hasAny(userId))) return undefined;
    return signUp === 'prompt' ? 'ORGANIZATION_SETUP_REQUIRED' : 'NO_ORGANIZATION';
  }
}
