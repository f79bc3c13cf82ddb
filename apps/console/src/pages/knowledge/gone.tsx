import type { KnowledgeSources } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import type { z } from 'zod';
import { detachSource } from '../../api/knowledge';
import { useCommand } from '../../api/use-command';
import type { WorkspaceIds } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { plural } from '../../format/words';
import classes from './knowledge.module.css';

interface Props {
  ids: WorkspaceIds;
  gone: z.output<typeof KnowledgeSources>['gone'];
}

/**
 * Bots that keep to sources which are removed or no longer shared: they find nothing of them until somebody says so.
 */
export function Gone({ ids, gone }: Props) {
  const { organizationId, can } = useOrganization();
  const command = useCommand(
    (said: { sourceId: string; botId: string }, key) => detachSource({ ...ids, ...said }, key),
    { organizationId },
  );
  const kept = gone.flatMap(({ sourceId, bots }) => bots.map((bot) => ({ sourceId, ...bot })));
  if (kept.length === 0) return null;
  return (
    <section className={classes.gone} aria-label="Kept to, but gone">
      <p>
        <b>{plural(new Set(kept.map(({ botId }) => botId)).size, 'bot')} can’t read a source that is gone.</b> It was
        removed, or is no longer shared. A bot that keeps to nothing else finds nothing; once it keeps to none, it reads
        all of this workspace.
      </p>
      <ul className={classes.keepers}>
        {kept.map(({ sourceId, botId, name }) => (
          <li key={`${sourceId} ${botId}`}>
            <span>{name}</span>
            {can('knowledge:manage', ids.workspaceId) && (
              <UnstyledButton
                className={classes.link}
                disabled={command.pending}
                onClick={() => void command.run({ sourceId, botId })}
                aria-label={`Remove the source that is gone from ${name}`}
              >
                Remove
              </UnstyledButton>
            )}
          </li>
        ))}
      </ul>
      <InlineError error={command.error} />
    </section>
  );
}
