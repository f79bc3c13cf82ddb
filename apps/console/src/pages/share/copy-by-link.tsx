import { workspacePermissionsOf } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { copyByLink, type NewCopy } from '../../api/share-links';
import { useCommand } from '../../api/use-command';
import { toast } from '../../components/toasts';
import { inTerms } from '../../format/words';
import { CopyFields, useCopyFields } from '../bot/copy-fields';
import classes from '../entry/entry.module.css';
import type { Offer } from './offer';

/** Makes a copy of the bot that a link is for, and opens it. */
export function CopyByLink({ organizationId, secret, offer: { botName }, membership }: Offer) {
  const navigate = useNavigate();
  const command = useCommand((said: NewCopy, key: string) => copyByLink({ organizationId, secret, ...said }, key), {
    organizationId,
    onDone: async ({ botId }) => {
      toast({ text: `Copied ${botName}. Issue a key so that the copy can connect.` });
      await navigate({
        to: '/organizations/$organizationId/bots/$botId',
        params: { organizationId, botId },
        replace: true,
      });
    },
  });
  const everywhere = membership.permissions.includes('bots:create');
  const fields = useCopyFields({
    organizationId,
    name: botName,
    may: (id) =>
      everywhere ||
      membership.workspaces.some(
        ({ workspaceId, role }) => workspaceId === id && workspacePermissionsOf(role).includes('bots:create'),
      ),
  });
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (fields.said !== undefined) void command.run(fields.said);
      }}
      noValidate
    >
      <CopyFields fields={fields} workspace={inTerms(membership.terms.workspace, 'Workspace')} error={command.error} />
      <Button type="submit" fullWidth data-size="md" loading={command.pending} disabled={fields.said === undefined}>
        Copy bot
      </Button>
    </form>
  );
}
