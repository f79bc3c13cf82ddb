import { timingSafeEqual } from 'node:crypto';
import { refused, type OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided, type DecideOn } from '@annals/eventstore';
import { Vault, type Counted, type RateLimit } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { organization, type Organization } from './organization';
import { phoneCode, type PhoneCode } from './phone-code';

const HOUR = 3_600;
/** What a code may be tried; the code itself ends within that time. */
const tries: RateLimit = { name: 'phone-code-tries', times: 5, seconds: 600 };
/** One number hears from one organization, and from all of them; each text message costs somebody money. */
const toNumberHere: RateLimit = { name: 'phone-codes-here', times: 5, seconds: HOUR };
const toNumber: RateLimit = { name: 'phone-codes', times: 20, seconds: 24 * HOUR };
const ofOrganization: RateLimit = { name: 'phone-codes-organization', times: 100, seconds: 24 * HOUR };

/** What is to be sent, by whose command. */
interface Sending {
  readonly organizationId: string;
  /** Where to; asked for only when a message would go out. */
  readonly number: () => Promise<string>;
  readonly context: CommandContext;
}

/** How often codes are sent and tried. Wrong tries are no events, as failed sign-ins are none (history.md §5). */
@Injectable()
export class PhoneCodes {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /**
   * Carries a command out that sends a code. What says no, does nothing, or was carried out before is not counted.
   * @throws Refused RATE_LIMITED, and whatever `decide` says
   */
  async decide(
    { organizationId, number, context }: Sending,
    decide: DecideOn<Organization, OrganizationEvent>,
  ): Promise<Decided<OrganizationEvent>> {
    const target = { stream: organization, id: [organizationId] } as const;
    if (await this.store.wouldAppend(target, context, decide)) {
      const retryAfter = await this.vault.rateLimits.spend(this.counted(organizationId, await number()));
      if (retryAfter !== undefined) throw refused('RATE_LIMITED', { retryAfter });
    }
    return this.store.decide(target, context, decide);
  }

  /**
   * Whether somebody knows a code. Every try counts, also one of many at once.
   * @throws Refused PHONE_CODE_INVALID with the tries that are left, PHONE_CODE_EXPIRED when there are none
   */
  async mustBeRight(code: PhoneCode, said: string): Promise<void> {
    const of = `${code.organizationId} ${code.phoneId} ${code.generation}`;
    const triesLeft = await this.vault.rateLimits.take({ limit: tries, of });
    if (triesLeft === undefined) throw refused('PHONE_CODE_EXPIRED');
    const right = Buffer.from(phoneCode(this.vault.secrets, code));
    const tried = Buffer.from(said);
    if (right.length !== tried.length || !timingSafeEqual(right, tried))
      throw refused('PHONE_CODE_INVALID', { triesLeft });
  }

  private counted(organizationId: string, number: string): readonly Counted[] {
    return [
      { limit: toNumberHere, of: `${organizationId} ${number}` },
      { limit: toNumber, of: number },
      { limit: ofOrganization, of: organizationId },
    ];
  }
}
