import { type OrganizationEvent } from '@annals/contracts';
import { type SliceEvolve } from '@annals/kernel';

/** What the organization says about itself for internal reference (D21); undefined and empty: not said. */
export interface AccountInfo {
  industry: string | undefined;
  size: string | undefined;
  useCase: string;
}

export const noAccountInfo = (): AccountInfo => ({ industry: undefined, size: undefined, useCase: '' });

export const accountInfoEvolve = {
  AccountInfoUpdated(info, { data, text }): void {
    info.industry = data.industry;
    info.size = data.size;
    info.useCase = text.useCase;
  },
} satisfies SliceEvolve<AccountInfo, OrganizationEvent>;
