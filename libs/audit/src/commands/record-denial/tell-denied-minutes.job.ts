import { commandDenied } from '@annals/contracts';
import { command, timer, type Tools } from '@annals/platform';
import type { DeniedMinute } from '@annals/vault';
import { denials } from '../../denials/denials';
import { recordDenial } from './record-denial';

/** `yyyymm` */
const monthOf = (minute: string): string => minute.slice(0, 'YYYY-MM'.length).replace('-', '');

export const RecordDenial = command(
  'RecordDenial',
  denials,
  ({ organizationId, denied }) => [organizationId, monthOf(denied.minute)],
  recordDenial,
);

type Needed = Pick<Tools, 'vault' | 'commands'>;

/** history.md §7: looks for minutes that are over. */
export const tellDeniedMinutes = timer({
  name: 'tell-denied-minutes',
  everyMs: 5_000,
  does: (tools) => () => tellDenied(tools),
});

/**
 * Tells what was denied in minutes that are over, one event for each actor, permission and target. Ids follow from
 * these: what a worker that died had told and not removed yet is not told again by the one that finds it.
 */
export async function tellDenied(tools: Needed): Promise<void> {
  for (let minute = await tools.vault.denials.take(); minute; minute = await tools.vault.denials.take())
    await tell(tools, minute);
}

/** What fails ends it: the rest is taken again when its lease is over, and other minutes come first. */
async function tell({ vault, commands }: Needed, { organizationId, minute, counts }: DeniedMinute): Promise<void> {
  for (const { id: commandId, actor, denied: stored, count } of counts) {
    const denied = commandDenied.data.parse({ ...stored, minute, count });
    const context = { commandId, correlationId: commandId, actor };
    await commands.execute(new RecordDenial.Command({ organizationId, denied }, context));
    await vault.denials.remove(commandId);
  }
}
