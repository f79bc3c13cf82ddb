import { UpdateMyProfile } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { profileQuery, updateMyProfile } from '../../api/profile';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { tabsOf } from '../../app/frame/settings-tabs';
import { Box } from '../../components/box';
import { Facts } from '../../components/facts';
import { InlineError, LoadFailure } from '../../components/failure';
import { ShortId } from '../../components/short-id';
import { Placeholder } from '../../components/skeleton';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { personal } from '../../format/words';
import { LeaveBox } from '../settings/leave';
import { ContactBox } from './contact';
import classes from './my-profile.module.css';

/** Who the reader is in this organization: what they are called, where they are written to, what they may (B3). */
export function MyProfilePage() {
  const { organizationId, organization, membership, can } = useOrganization();
  const profile = useQuery(profileQuery(organizationId));
  const mayWrite = can('members.own_profile:write');
  if (profile.data === undefined)
    return (
      <Page title="Your profile here">
        {profile.error === null ? (
          <Placeholder height={420} fields />
        ) : (
          <LoadFailure what="profile" error={profile.error} retry={() => void profile.refetch()} />
        )}
      </Page>
    );
  const { alias, personId } = profile.data;
  return (
    <Page title="Your profile here">
      <div className={classes.boxes}>
        <Box title="Name">
          <div className={classes.body}>
            <p className={classes.hint}>
              What {organization.name} calls you: in the list of people, with your runs, and in the history. Your other
              organizations keep their own name for you.
            </p>
            {mayWrite ? <NameForm key={alias} alias={alias ?? ''} /> : <p>{personal(alias)}</p>}
          </div>
        </Box>
        <ContactBox profile={profile.data} mayWrite={mayWrite} />
        <Box title="Here">
          <div className={classes.body}>
            <Facts
              facts={[
                ['Roles', membership.roleNames.join(', ')],
                ['Id', <ShortId key="id" id={personId} what="person" />],
              ]}
            />
          </div>
        </Box>
        {can('members:leave') && !tabsOf({ can }).some(({ name }) => name === 'Danger zone') && <LeaveBox />}
      </div>
    </Page>
  );
}

function NameForm({ alias }: { alias: string }) {
  const { organizationId } = useOrganization();
  const command = useCommand(
    (said: { alias: string }, key: string) => updateMyProfile(organizationId, said.alias, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `You are called ${form.values.alias.trim()} here now.` });
      },
    },
  );
  const form = useForm(UpdateMyProfile, { alias }, command.error);
  const submit = form.submit((said) => void command.run(said));
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.field}>
        <TextInput aria-label="Your name here" className={classes.input} {...form.field('alias')} />
        <Button type="submit" loading={command.pending} disabled={form.values.alias.trim() === alias}>
          Save name
        </Button>
      </div>
      {form.field('alias').error === undefined && <InlineError error={command.error} />}
    </form>
  );
}
