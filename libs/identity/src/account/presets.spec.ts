import { organizationBegun, presets, type InstallationPolicies } from '@annals/contracts';
import { fold, Refused, someFacts } from '@annals/kernel';
import { createOrganization } from '../commands/create-organization/create-organization';
import { registered, userId, verified } from '../testing/examples';
import { account } from './account';
import { comesWithOrganization } from './organization-founding.port';

const asked = { userId, name: 'Halden', alias: 'Ingrid', country: 'NO', timeZone: 'Europe/Oslo' };
const begun = (n: number) =>
  organizationBegun({ userId, organizationId: `0a000000-0000-4000-8000-${String(n).padStart(12, '0')}` }, {});

/** What an account hears that began so many and wants one more. */
function oneMore(policy: InstallationPolicies, many: number): string {
  const state = fold(account, [registered, verified, ...Array.from({ length: many }, (_, n) => begun(n))]);
  try {
    return createOrganization(state, { ...asked, policy }, someFacts)
      .map(({ type }) => type)
      .join();
  } catch (error) {
    if (error instanceof Refused) return String(error.code);
    throw error;
  }
}

const said: Readonly<
  Record<keyof typeof presets, readonly [comesWith: boolean, none: string, one: string, ten: string]>
> = {
  instant: [true, 'ORG_CREATION_DISABLED', 'ORG_CREATION_DISABLED', 'ORG_CREATION_DISABLED'],
  console: [false, 'OrganizationBegun', 'OrganizationBegun', 'OrganizationBegun'],
  'signup-only': [false, 'OrganizationBegun', 'ORG_CREATION_LIMIT', 'ORG_CREATION_LIMIT'],
  unified: [true, 'OrganizationBegun', 'OrganizationBegun', 'ORG_CREATION_LIMIT'],
};

describe('presets: what an installation decides before there is an organization', () => {
  it.each(Object.entries(said))('X1, X2, X3, D15, D16, D20, B1: %s', (name, [comesWith, none, one, ten]) => {
    const { installation } = presets[name as keyof typeof presets];
    expect(comesWithOrganization(installation)).toBe(comesWith);
    expect([0, 1, 10].map((many) => oneMore(installation, many))).toEqual([none, one, ten]);
    expect(installation.organizationName === 'email_local_part').toBe(comesWith);
  });
});
