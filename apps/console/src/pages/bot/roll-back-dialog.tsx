import { IconHistory, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rollBackVersion, versionQuery } from '../../api/bots';
import { asApiError } from '../../api/problem';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { toast } from '../../components/toasts';
import classes from './bot.module.css';
import type { AnyBot } from './types';

interface Props {
  bot: AnyBot;
  inUse: number;
  to: number | undefined;
  opened: boolean;
  close: () => void;
}

/** Another version of its configuration comes into use: what is in it, and for which runs. */
export function RollBackDialog({ bot, inUse, to = 0, opened, close }: Props) {
  const { organizationId } = useOrganization();
  const of = { organizationId, botId: bot.botId };
  const read = useQuery({ ...versionQuery(of, to), enabled: opened });
  const command = useCommand(rollBackVersion, {
    organizationId,
    onDone: () => {
      close();
      toast({ text: `${bot.name} uses version ${to} again.` });
    },
  });
  return (
    <Confirm
      opened={opened && !read.isPending}
      onClose={close}
      title={`Go back to version ${to}?`}
      consequences={[
        {
          icon: IconPlayerPlay,
          text: (
            <>
              <b>Runs that begin from now on get version {to}.</b> Those at work keep theirs.
            </>
          ),
        },
        { icon: IconHistory, text: `Version ${inUse} stays in the list, and can be taken again.` },
      ]}
      asks={
        <pre className={classes.content} tabIndex={0} aria-label={`What is in version ${to}`}>
          {read.data?.configuration == null ? '[erased]' : JSON.stringify(read.data.configuration, null, 2)}
        </pre>
      }
      afterwards="You can go to any other version at any time."
      keep={`Keep version ${inUse}`}
      act={`Go back to version ${to}`}
      askReason
      pending={command.pending}
      pendingWord="Going back…"
      error={command.error ?? (read.error && asApiError(read.error))}
      onAct={(said) => void command.run({ ...of, to, basedOn: inUse, ...said })}
    />
  );
}
