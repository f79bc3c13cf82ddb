import type { AssetPlan, standing } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { z } from 'zod';
import type { AssetsSettled, Erasure } from './erasures';

/** Whom a request to erase is about, as the organization knows them this moment. */
export interface Subject {
  readonly standing: z.output<typeof standing>;
  readonly isLastOwner: boolean;
  /** Of a member or a former one. */
  readonly userId?: string | undefined;
}

/** By what somebody is known in what is kept beside the log, and what the organization was ever called. */
export interface KnownHere {
  readonly addresses: readonly string[];
  readonly aliases: readonly string[];
  readonly organizationNames: readonly string[];
}

/** Asked and told about people of an organization whom it erases (history.md §7: first the exact end of the membership). */
export abstract class Subjects {
  /** undefined: nobody of that id was ever there. */
  abstract of(organizationId: string, personId: string): Promise<Subject | undefined>;
  /** The owners who act: whoever may approve it by a built-in role. */
  abstract owners(organizationId: string): Promise<readonly string[]>;
  abstract knownBy(organizationId: string, personId: string): Promise<KnownHere>;
  /** For how many days an erasure that was approved can be called off. */
  abstract holdDays(organizationId: string): Promise<number>;
  /**
   * The plan for what they own, as the event keeps it; undefined where they own nothing.
   * @throws Refused ASSETS_NEED_OWNER, MEMBER_NOT_FOUND, MEMBER_SUSPENDED
   */
  abstract settled(
    organizationId: string,
    personId: string,
    plan: z.output<typeof AssetPlan> | undefined,
  ): Promise<AssetsSettled | undefined>;
  /**
   * Ends the membership, the invitation and the request to join; may be repeated. What has no place to go any more is
   * held. @throws Refused LAST_OWNER
   */
  abstract end(
    subject: { readonly organizationId: string; readonly personId: string; readonly plan?: Erasure['plan'] },
    context: CommandContext,
  ): Promise<void>;
}
