import { CreateOrganization } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { here, PlaceFields } from '../../components/place-fields';
import { SlugField } from '../../components/slug-field';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { useDescribe } from './use-describe';
import classes from './welcome.module.css';

const Asked = CreateOrganization.pick({ name: true, slug: true, country: true, timeZone: true }).required();

/** X2, X3: what the organization of a sign-up is called and where it is; who leaves it as it is goes on. */
export function WelcomePage() {
  const { can } = useOrganization();
  return (
    <Page title="Welcome">
      {can('org.info:write') ? <Wizard /> : <Forbidden what="name of the organization" needs="org.info:write" />}
    </Page>
  );
}

function Wizard() {
  const { organizationId, organization } = useOrganization();
  const navigate = useNavigate();
  const describe = useDescribe();
  const [known] = useState(() => ({
    name: organization.name,
    slug: organization.slug ?? '',
    country: organization.country ?? here().country,
    timeZone: organization.timeZone ?? here().timeZone,
  }));
  const form = useForm(Asked, known, describe.error);
  const submit = form.submit((body) => {
    void describe.run(body).then((done) => {
      if (!done) return;
      toast({ text: `${body.name} is set up.` });
      void navigate({ to: '/organizations/$organizationId', params: { organizationId } });
    });
  });
  return (
    <form className={classes.wizard} onSubmit={submit} noValidate>
      <div>
        <h2 className={classes.heading}>Welcome to Annals</h2>
        <p className={classes.lead}>
          Your organization is called {known.name} so far. Say what it is like, or do it later in the settings.
        </p>
      </div>
      <Box title="Name and place">
        <div className={classes.fields}>
          <TextInput label="Name" {...form.field('name')} />
          <SlugField
            label="Address"
            value={form.values.slug}
            error={form.field('slug').error}
            own={[known.slug]}
            onChange={(slug) => {
              form.set('slug', slug);
            }}
          />
          <div className={classes.pair}>
            <PlaceFields form={form} />
          </div>
          <p className={classes.hint}>From your browser, for days and schedules; the history stays in UTC.</p>
        </div>
      </Box>
      <InlineError error={describe.error} />
      <div className={classes.end}>
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/organizations/$organizationId" params={{ organizationId }} />}
        >
          Skip for now
        </Button>
        <Button type="submit" loading={describe.pending}>
          Save and go on
        </Button>
      </div>
    </form>
  );
}
