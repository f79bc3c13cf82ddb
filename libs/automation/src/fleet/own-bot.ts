import { refused, type KeyHolder, type RefusalCode } from '@annals/contracts';

/** What the guard knows of a caller, as far as this rule goes. */
interface Caller {
  readonly principal?: { readonly key?: { readonly holder: KeyHolder } };
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
