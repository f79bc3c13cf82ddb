import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { requestRun } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { DisableDialog } from '../bots/disable-dialog';
import { LinkDialog } from '../bots/link-dialog';
import { ShareDialog } from '../bots/share-dialog';
import { useToggle } from '../bots/use-toggle';
import classes from './bot.module.css';
import { CopyDialog } from './copy-dialog';
import { betterVersion } from './going-back';
import { PublishDialog } from './publish-dialog';
import { RetireDialog } from './retire-dialog';
import { RunAsDialog } from './run-as-dialog';
import { RollBackDialog } from './roll-back-dialog';
import type { AnyBot, AnyVersion } from './types';
import { useDialogLink } from './use-dialog-link';

const route = getRouteApi('/signed-in/organizations/$organizationId/bots/$botId');

interface Props {
  bot: AnyBot;
  versions: readonly AnyVersion[];
  failing: boolean;
}

/** What can be done; the filled button is what the cause suggests, else a run. */
export function Acts({ bot, versions, failing }: Props) {
  const { organizationId, can } = useOrganization();
  const navigate = route.useNavigate();
  const dialog = route.useSearch();
  const close = () => void navigate({ search: ({ kind, cursor }) => ({ kind, cursor }), replace: true });
  const { disable, enable } = useToggle(bot, close);
  const run = useCommand((_: object, key: string) => requestRun(organizationId, bot.botId, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Requested a run of ${bot.name}.` });
    },
  });
  const may = (permission: Parameters<typeof can>[0]) => can(permission, bot.workspaceId, bot.botId);
  const better = failing && may('bots:create') ? betterVersion(versions) : undefined;
  const inUse = versions.find((each) => each.inUse)?.version ?? 0;
  // Without a number: to the one before.
  const back = dialog.to ?? versions.find(({ version }) => version < inUse)?.version;
  const open = useDialogLink(bot.botId);
  return (
    <div>
      <div className={classes.acts}>
        {may('bots:retire') && (
          <Button variant="default" renderRoot={open('retire')}>
            Retire…
          </Button>
        )}
        {may('bots:toggle') &&
          (bot.enabled ? (
            <Button variant="default" renderRoot={open('disable')}>
              Disable…
            </Button>
          ) : (
            bot.locked === null && (
              <Button variant="default" loading={enable.pending} onClick={() => void enable.run({})}>
                Enable {bot.name}
              </Button>
            )
          ))}
        {may('runs:start') && bot.enabled && (
          <Button
            variant={better === undefined ? 'filled' : 'default'}
            loading={run.pending}
            onClick={() => void run.run({})}
          >
            Request run
          </Button>
        )}
        {better !== undefined && (
          <Button renderRoot={open('back', better.version)}>Go back to version {better.version}…</Button>
        )}
      </div>
      <InlineError error={enable.error ?? run.error} />
      {may('bots:toggle') && (
        <DisableDialog bot={bot} opened={dialog.new === 'disable' && bot.enabled} close={close} command={disable} />
      )}
      {may('bots:create') && (
        <>
          <PublishDialog bot={bot} inUse={inUse} opened={dialog.new === 'version'} close={close} />
          <RollBackDialog
            bot={bot}
            inUse={inUse}
            to={back}
            opened={dialog.new === 'back' && back !== undefined}
            close={close}
          />
        </>
      )}
      {may('bots:create') && <CopyDialog bot={bot} opened={dialog.new === 'copy'} close={close} />}
      {may('bots:share') && <LinkDialog bot={bot} opened={dialog.new === 'link'} close={close} />}
      {may('bots:share') && <ShareDialog bot={bot} opened={dialog.new === 'share'} close={close} />}
      {may('bots.owner:reassign') && <RunAsDialog bot={bot} opened={dialog.new === 'run-as'} close={close} />}
      {may('bots:retire') && <RetireDialog bot={bot} opened={dialog.new === 'retire'} close={close} />}
    </div>
  );
}
