import { refused, type RefusalCode } from '@annals/contracts';

/** What the guard knows of a caller, as far as this rule goes. */
interface Caller {
  readonly principal?: { readonly key?: { readonly botId?: string } };
}

/**
 * The bot whose own key the caller has: only a bot itself may report about itself and its runs.
 * @throws Refused `otherwise` for everybody else: to them these things do not exist
 */
export function ownBot({ principal }: Caller, otherwise: RefusalCode): string {
  const botId = principal?.key?.botId;
  if (botId === undefined) throw refused(otherwise);
  return botId;
}
