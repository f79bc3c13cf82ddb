import { type Joinable, RequestToJoin } from '@annals/contracts';
import { Button, Textarea, TextInput } from '@mantine/core';
import { IconDoorEnter, IconMailCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { myJoinRequestsQuery, requestToJoin } from '../../api/join-requests';
import { meQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { StateBox } from '../../components/state-box';
import { useForm } from '../../components/use-form';
import { dayAndMonth } from '../../format/time';
import { said } from '../settings/choices';
import classes from './request-access.module.css';

const Asked = RequestToJoin.omit({ organizationId: true }).extend({ message: said(RequestToJoin.shape.message) });
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
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const form = useForm(Asked, { alias, message: '' }, command.error);
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={form.submit((asked) => void command.run({ organizationId, ...asked }))}
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
