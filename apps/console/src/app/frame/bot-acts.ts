import type { Bot, Permission } from '@annals/contracts';
import type { z } from 'zod';
import type { OrganizationFrame } from './frame-context';

type Named = Pick<z.output<typeof Bot>, 'botId' | 'name' | 'enabled' | 'workspaceId'>;

/** What the palette offers to do about a bot, by the dialog of its page. */
export function botActs({ botId, name, enabled, workspaceId }: Named, { can }: Pick<OrganizationFrame, 'can'>) {
  const acts: readonly { label: string; dialog: string; needs: Permission; open: boolean }[] = [
    { label: `Publish a version for ${name}…`, dialog: 'version', needs: 'bots:create', open: true },
    { label: `Go back to a version of ${name}…`, dialog: 'back', needs: 'bots:create', open: true },
    { label: `Share ${name}…`, dialog: 'share', needs: 'bots:share', open: true },
    { label: `Share ${name} by link…`, dialog: 'link', needs: 'bots:share', open: true },
    { label: `Copy ${name}…`, dialog: 'copy', needs: 'bots:create', open: true },
    { label: `Set as whom ${name} runs…`, dialog: 'run-as', needs: 'bots.owner:reassign', open: true },
    { label: `Disable ${name}…`, dialog: 'disable', needs: 'bots:toggle', open: enabled },
    { label: `Retire ${name}…`, dialog: 'retire', needs: 'bots:retire', open: true },
  ];
  return acts
    .filter(({ needs, open }) => open && can(needs, workspaceId, botId))
    .map(({ label, dialog }) => ({ label, dialog }));
}
