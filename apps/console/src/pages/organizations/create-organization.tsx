import { CreateOrganization } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import { IconBuilding, IconHistory, IconUserCheck } from '@tabler/icons-react';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createOrganization, type Me } from '../../api/identity';
import { meQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { here, PlaceFields } from '../../components/place-fields';
import { useForm } from '../../components/use-form';
import { PlainPage } from '../account/plain-page';
import { AskForAnother, useIsFull, useMade } from './ask-for-another';
import classes from './create-organization.module.css';
import { MayJoin } from './joinable';
import { forgetDraft, keepDraft, keptDraft } from './kept-draft';
import { MyInvitations } from './my-invitations';
import { SignOut } from './sign-out';
import { WhatYouNeed } from './what-you-need';

/** One more organization: its name and place, and what people call its owner there. */
export function CreateOrganizationPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const { required } = me.ownOrganizations;
  const isFull = useIsFull();
  const made = useMade();
  return (
    <PlainPage
      title="Create an organization"
      lead={`${required ? 'You need one to go on, or an invitation to one.' : 'It keeps its own people, bots and history.'} ${made}`}
      end={
        required ? (
          <SignOut />
        ) : (
          <Button variant="default" component={Link} to="/organizations">
            Cancel
          </Button>
        )
      }
    >
      {required && <MyInvitations />}
      {required && <MayJoin me={me} />}
      <div className={classes.columns}>
        {isFull ? <AskForAnother /> : <CreateForm me={me} />}
        <WhatIsMade />
      </div>
    </PlainPage>
  );
}

function CreateForm({ me }: { me: Me }) {
  const client = useQueryClient();
  const router = useRouter();
  const command = useCommand(createOrganization, {
    onDone: async ({ organizationId }) => {
      forgetDraft();
      await client.invalidateQueries({ queryKey: ['me'] });
      await router.navigate({ to: '/organizations/$organizationId', params: { organizationId } });
    },
  });
  const suggested = me.organizations.length === 0 ? (me.ownOrganizations.suggestedName ?? '') : '';
  const [begun] = useState(() => keptDraft() ?? { name: suggested, alias: me.alias ?? '', ...here() });
  const form = useForm(CreateOrganization, begun, command.error);
  const { values } = form;
  useEffect(() => {
    keepDraft(values);
  }, [values]);
  const submit = form.submit((body) => void command.run(body));
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <WhatYouNeed me={me} />
      <Box title="Name and place">
        <div className={classes.fields}>
          <TextInput label="Name" data-autofocus {...form.field('name')} />
          <div className={classes.pair}>
            <PlaceFields form={form} />
          </div>
          <p className={classes.hint}>From your browser, for days and schedules; the history stays in UTC.</p>
        </div>
      </Box>
      <Box title="You in it">
        <div className={classes.fields}>
          <TextInput label="What people call you" {...form.field('alias')} />
          <p className={classes.hint}>You are written to at {me.email ?? '[erased]'}.</p>
        </div>
      </Box>
      <InlineError error={command.error} />
      <div className={classes.end}>
        <Button type="submit" loading={command.pending}>
          {form.values.name.trim() === '' ? 'Create organization' : `Create ${form.values.name.trim()}`}
        </Button>
      </div>
    </form>
  );
}

function WhatIsMade() {
  return (
    <Box title="What is made">
      <ul className={classes.made}>
        <li>
          <IconUserCheck size={18} stroke={1.5} aria-hidden />
          <span>
            <b>You are its Owner.</b> There is always at least one.
          </span>
        </li>
        <li>
          <IconBuilding size={18} stroke={1.5} aria-hidden />
          <span>
            One workspace, <b>Default workspace</b>.
          </span>
        </li>
        <li>
          <IconHistory size={18} stroke={1.5} aria-hidden />
          <span>A history of its own, from entry #1. Nothing of your other organizations is in it.</span>
        </li>
      </ul>
    </Box>
  );
}
