import { type Joinable, RequestToJoin } from '@annals/contracts';
import { Button, Textarea, TextInput } from '@mantine/core';
import { IconDoorEnter, IconMailCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { myJoinRequestsQuery, requestToJoin } from '../../api/join-requests';
import { positions } from '../../api/positions';
import { meQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { StateBox } from '../../components/state-box';
import { useForm } from '../../components/use-form';
import { dayAndMonth } from '../../format/time';
import classes from './request-access.module.css';

type Found = z.output<typeof Joinable>['organizations'][number];

/** A14: of an organization that lets itself be found, its name, and a way to ask. */
export function RequestAccess({ organization }: { organization: Found }) {
  const requests = useQuery(myJoinRequestsQuery).data?.items;
  const { data: me } = useQuery(meQuery);
  const open = requests?.find((each) => each.organizationId === organization.organizationId && each.status === 'open');
  if (open !== undefined)
    return (
      <StateBox
        icon={IconMailCheck}
        title={`You asked to join ${organization.name}`}
        actions={<Button renderRoot={(props) => <Link {...props} to="/organizations" />}>Your organizations</Button>}
      >
        Its people answer until {dayAndMonth(open.expiresAt)}; you get a mail.
      </StateBox>
    );
  if (requests === undefined || me === undefined) return null;
  return (
    <>
      <StateBox icon={IconDoorEnter} title={`You do not belong to ${organization.name}`}>
        Its people see what you say here, and your address.
      </StateBox>
      <Form organization={organization} alias={me.alias ?? ''} />
    </>
  );
}

function Form({ organization: { organizationId, name }, alias }: { organization: Found; alias: string }) {
  const client = useQueryClient();
  const command = useCommand(requestToJoin, {
    onDone: async ({ position }) => {
      positions.remember('me', position);
      await client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const form = useForm(RequestToJoin.omit({ organizationId: true }), { alias, message: '' }, command.error);
  const said = () => {
    const { message } = form.values;
    return { ...form.values, ...(message.trim() === '' ? { message: undefined } : {}) };
  };
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const asked = RequestToJoin.safeParse({ organizationId, ...said() });
        if (asked.success) void command.run(asked.data);
        else form.check();
      }}
    >
      <TextInput label="What people call you" {...form.field('alias')} />
      <Textarea label="Why you ask" autosize minRows={2} maxLength={500} {...form.field('message')} />
      <InlineError error={command.error} />
      <Button type="submit" loading={command.pending}>
        Request access to {name}
      </Button>
    </form>
  );
}
