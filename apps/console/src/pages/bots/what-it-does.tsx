import type { Bot } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import classes from './bots.module.css';
import { EditDialog } from './edit-dialog';

/** In the words of who set it up; changed by who may. */
export function WhatItDoes({ bot }: { bot: z.output<typeof Bot> }) {
  const { can } = useOrganization();
  const [editing, edit] = useDisclosure(false);
  return (
    <>
      {bot.description ?? '–'}
      {can('bots:create', bot.workspaceId, bot.botId) && (
        <>
          {', '}
          <UnstyledButton className={classes.link} onClick={edit.open} aria-label={`Edit ${bot.name}`}>
            edit
          </UnstyledButton>
          <EditDialog bot={bot} opened={editing} close={edit.close} />
        </>
      )}
    </>
  );
}
