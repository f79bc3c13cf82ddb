import type { CommandContext } from '@annals/eventstore';
import { z } from 'zod';

/** What somebody asked for about an address before sign-in, as it is kept until it is done. */
export const AddressInBody = z.object({
  email: z.string(),
  context: z.custom<CommandContext>((value) => typeof value === 'object' && value !== null && 'commandId' in value),
});

/** Whether its sender is still there, and who gives its answer, means nothing any more once the answer has gone out. */
export function payloadOf(
  email: string,
  { signal: _signal, answering: _answering, ...context }: CommandContext,
): z.output<typeof AddressInBody> {
  return { email, context };
}
