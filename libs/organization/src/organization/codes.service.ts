import { timingSafeEqual } from 'node:crypto';
import { refused, type OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided, type DecideOn } from '@annals/eventstore';
import { decideCounted, mustSpend } from '@annals/platform';
import { Vault, type Counted, type RateLimit } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { digitsOf, type Code, type Proves } from './code';
import { organization, type Organization } from './organization';

const HOUR = 3_600;
const limit = (proves: Proves, name: string, times: number, seconds: number): RateLimit => ({
  name: `${proves}-code${name}`,
  times,
  seconds,
});

/** What is to be sent, by whose command. */
interface Sending {
  readonly organizationId: string;
  readonly proves: Proves;
  /** Where to; asked for only when a message would go out. */
  readonly to: () => Promise<string>;
  readonly context: CommandContext;
}

/** How a code that does not count is refused. */
const refusals = {
  phone: { over: 'PHONE_CODE_EXPIRED', wrong: 'PHONE_CODE_INVALID' },
  contact: { over: 'CONTACT_CODE_EXPIRED', wrong: 'CONTACT_CODE_INVALID' },
} as const satisfies Record<Proves, object>;

/** How often codes are sent and tried. Wrong tries are no events, as failed sign-ins are none (history.md §5). */
@Injectable()
export class Codes {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** Carries a command out that sends a code. @throws Refused RATE_LIMITED, and whatever `decide` says */
  async decide(
    sending: Sending,
    decide: DecideOn<Organization, OrganizationEvent>,
  ): Promise<Decided<OrganizationEvent>> {
    const { store, vault } = this;
    const { organizationId, context } = sending;
    const target = { stream: organization, id: [organizationId] } as const;
    const counts = async () => counted(sending, await sending.to());
    return decideCounted({ store, vault, target, context, counts }, decide);
  }

  /** Counts a code that is about to be sent. @throws Refused RATE_LIMITED */
  async count(sending: Pick<Sending, 'organizationId' | 'proves'>, to: string): Promise<void> {
    await mustSpend(this.vault, counted(sending, to));
  }

  /**
   * Whether somebody knows a code. Every try counts, also one of many at once.
   * @throws Refused …_CODE_INVALID with the tries that are left, …_CODE_EXPIRED when there are none
   */
  async mustBeRight(code: Code, said: string): Promise<void> {
    const { over, wrong } = refusals[code.proves];
    const tries = limit(code.proves, '-tries', 5, 600); // the code itself ends within that time
    const of = `${code.organizationId} ${code.of} ${code.generation}`;
    const triesLeft = await this.vault.rateLimits.take({ limit: tries, of });
    if (triesLeft === undefined) throw refused(over);
    const [right, tried] = [Buffer.from(digitsOf(this.vault.secrets, code)), Buffer.from(said)];
    if (right.length !== tried.length || !timingSafeEqual(right, tried)) throw refused(wrong, { triesLeft });
  }
}

/** One number or mailbox hears from one organization, and from all of them; each message costs somebody something. */
const counted = (
  { organizationId, proves }: Pick<Sending, 'organizationId' | 'proves'>,
  to: string,
): readonly Counted[] => [
  { limit: limit(proves, 's-here', 5, HOUR), of: `${organizationId} ${to}` },
  { limit: limit(proves, 's', 20, 24 * HOUR), of: to },
  { limit: limit(proves, 's-organization', 100, 24 * HOUR), of: organizationId },
];
