import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiError, asApiError } from '../../api/problem';
import type { NewCopy } from '../../api/share-links';
import { workspacesQuery } from '../../api/workspaces';
import { DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import classes from './bot.module.css';

interface Asked {
  organizationId: string;
  /** Of the bot that is copied. */
  name: string;
  /** Whether the reader registers bots in a workspace. */
  may: (workspaceId: string) => boolean;
}

/** What a copy is called, and where it goes; `said` is undefined until both are there. */
export function useCopyFields({ organizationId, name, may }: Asked) {
  const found = useQuery(workspacesQuery(organizationId, { status: 'active', limit: 200 }));
  const workspaces = (found.data?.items ?? []).filter(({ workspaceId }) => may(workspaceId));
  const [chosen, choose] = useState<string>();
  const [called, call] = useState(name);
  const workspaceId = chosen ?? workspaces[0]?.workspaceId;
  const said: NewCopy | undefined =
    workspaceId === undefined || called.trim() === '' ? undefined : { workspaceId, name: called.trim() };
  // Who sees no workspace registers bots in none.
  const seesNone = found.error !== null && asApiError(found.error).status === 403;
  const isNowhere = seesNone || (found.data !== undefined && workspaces.length === 0);
  return { workspaces, workspaceId, choose, called, call, said, isNowhere };
}

interface Props {
  fields: ReturnType<typeof useCopyFields>;
  /** As the organization calls it. */
  workspace: string;
  error: ApiError | null;
}

/** Asks what a copy is called and where it goes, and says what does not come along. */
export function CopyFields({ fields, workspace, error }: Props) {
  return (
    <DialogFields>
      <TextInput
        label="Name of the copy"
        maxLength={80}
        value={fields.called}
        onChange={(event) => {
          fields.call(event.currentTarget.value);
        }}
      />
      {fields.isNowhere ? (
        <p className={classes.rule}>You register bots in no workspace here. Ask somebody who looks after one.</p>
      ) : (
        <NativeSelect
          label={workspace}
          value={fields.workspaceId}
          data={fields.workspaces.map((each) => ({ value: each.workspaceId, label: each.name }))}
          onChange={(event) => {
            fields.choose(event.currentTarget.value);
          }}
        />
      )}
      <p className={classes.rule}>
        It begins with the description and the configuration that is in use now. Keys, triggers, whom it is shared with
        and as whom it runs stay behind.
      </p>
      <InlineError error={error} />
    </DialogFields>
  );
}
