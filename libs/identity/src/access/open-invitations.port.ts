import type { MyInvitation } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';

/** Asked what somebody is invited to. */
export abstract class OpenInvitations {
  /** Those to the account's verified address that could be accepted now. */
  abstract to(userId: string, context: CommandContext): Promise<readonly MyInvitation[]>;
}
