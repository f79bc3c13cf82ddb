import { refused, type KeyHolder, type RefusalCode } from '@annals/contracts';
import type { Owner } from './bots';

/** What the guard knows of a caller, as far as this rule goes. */
interface Caller {
  readonly principal?: { readonly key?: { readonly holder: KeyHolder } };
  readonly member?: Owner | undefined;
}

/** The person who asks, by themselves or by their key; undefined for bots and services. */
export function personOf({ principal, member }: Caller): Owner | undefined {
  if (member) return { personId: member.personId, membership: member.membership };
  const holder = principal?.key?.holder;
  return holder?.kind === 'person' && holder.membership !== undefined
    ? { personId: holder.id, membership: holder.membership }
    : undefined;
}

/** The bot whose own key the caller has; undefined for people and their keys. */
export function botOf({ principal }: Caller): string | undefined {
  const holder = principal?.key?.holder;
  return holder?.kind === 'bot' ? holder.id : undefined;
}

/**
 * The bot whose own key the caller has: only a bot itself may report about itself and its runs.
 * @throws Refused `otherwise` for everybody else: to them these things do not exist
 */
export function ownBot(caller: Caller, otherwise: RefusalCode): string {
  const botId = botOf(caller);
  if (botId === undefined) throw refused(otherwise);
  return botId;
}
