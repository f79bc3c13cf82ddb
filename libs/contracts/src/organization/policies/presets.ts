import { unsaidPolicies, type OrganizationPolicies } from './values';

/** What an installation decides before there is an organization (X1–X3, X13). */
export interface InstallationPolicies {
  /** `self_service`: whoever is signed in makes organizations. `signup_only`: only signing up makes one. */
  readonly creation: 'self_service' | 'signup_only';
  /** How many organizations an account may begin, the one of its sign-up among them; null: as many as it likes. */
  readonly maxCreatedPerUser: number | null;
  /**
   * What a sign-up comes with. `auto`: an organization. `wizard`: the same, and its maker is asked what it is like.
   * `prompt`: none, and one has to be made before anything else. `none`: none.
   */
  readonly signUp: 'auto' | 'wizard' | 'prompt' | 'none';
  /** What a new organization is called unless somebody says it: like the address of its maker, or nothing. */
  readonly organizationName: 'email_local_part' | 'ask';
  /**
   * Whether everybody belongs to an organization (A2). Whose last one ends gets one of their own where a sign-up comes
   * with one, and has to make or join one where it does not.
   */
  readonly mustBelongToOrganization: boolean;
  /**
   * When an address has to be confirmed (X13). `lazy`: before the next sign-in. `before_acting`: before somebody makes an
   * organization, joins one or invites. `before_sign_in`: before anything.
   */
  readonly emailVerification: 'lazy' | 'before_acting' | 'before_sign_in';
}

/** A starting point: what an installation decides, and what its new organizations begin with. */
export interface Preset {
  readonly meaning: string;
  readonly installation: InstallationPolicies;
  readonly organization: OrganizationPolicies;
}

/**
 * The four starting points (domain.md §1.4). Nothing else in the code knows them by name: whatever they differ in is a
 * value here, and who decides asks for the value.
 */
export const presets = {
  instant: {
    meaning: 'Sign up and go. Owner and Member only.',
    installation: {
      creation: 'signup_only',
      maxCreatedPerUser: null,
      signUp: 'auto',
      organizationName: 'email_local_part',
      mustBelongToOrganization: true,
      emailVerification: 'lazy',
    },
    organization: {
      ...unsaidPolicies,
      hiddenRoles: ['admin', 'billing_admin', 'user_admin', 'auditor', 'external', 'developer'],
      customRoles: false,
      workspaceRoles: false,
      workspaceTerm: 'project',
    },
  },
  console: {
    meaning: 'Made by hand. Owner, Admin, Member, External and your own.',
    installation: {
      creation: 'self_service',
      maxCreatedPerUser: null,
      signUp: 'none',
      organizationName: 'ask',
      mustBelongToOrganization: false,
      emailVerification: 'lazy',
    },
    organization: {
      ...unsaidPolicies,
      hiddenRoles: ['billing_admin', 'user_admin', 'auditor', 'developer'],
      adminHasBilling: false,
      catalogue: 'names_and_owners',
    },
  },
  'signup-only': {
    meaning: 'One each, at sign-up. More by request.',
    installation: {
      creation: 'signup_only',
      maxCreatedPerUser: 1,
      signUp: 'prompt',
      organizationName: 'ask',
      mustBelongToOrganization: true,
      emailVerification: 'before_sign_in',
    },
    organization: {
      ...unsaidPolicies,
      hiddenRoles: ['admin', 'auditor', 'external', 'developer'],
      customRoles: false,
      ownerTerm: 'organization_admin',
      adminMayDelete: true,
    },
  },
  unified: {
    meaning: 'Everything; each can be switched.',
    installation: {
      creation: 'self_service',
      maxCreatedPerUser: 10,
      signUp: 'wizard',
      organizationName: 'email_local_part',
      mustBelongToOrganization: false,
      emailVerification: 'before_acting',
    },
    organization: unsaidPolicies,
  },
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof presets;
