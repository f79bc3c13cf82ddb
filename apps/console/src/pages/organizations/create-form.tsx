import { Button, TextInput } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { Me } from '../../api/identity';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { PlaceFields } from '../../components/place-fields';
import { SlugField } from '../../components/slug-field';
import type { Answers } from '../workspaces/which';
import classes from './create-organization.module.css';
import { Steps } from './steps';
import { useCreateForm } from './use-create-form';
import { WhatFits, WhatYouNeed } from './what-you-need';
import { WhatIsMade } from './what-is-made';

/** One page, three parts: what is needed, name and place, and who its maker is in it. */
export function CreateForm({ me }: { me: Me }) {
  const [answers, setAnswers] = useState<Answers>({});
  const { form, slug, command, submit, isOwnAddress } = useCreateForm(me);
  const name = form.values.name.trim();
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <Steps answers={answers} values={form.values} />
      <div className={classes.need} data-part="need">
        <WhatYouNeed answers={answers} onChange={setAnswers} />
      </div>
      <div className={classes.found}>
        <WhatFits answers={answers} me={me} />
      </div>
      <div className={classes.place} data-part="place">
        <Box title="Name and place">
          <div className={classes.fields}>
            <TextInput label="Name" {...form.field('name')} />
            <SlugField label="Address" {...slug} />
            <div className={classes.pair}>
              <PlaceFields form={form} />
            </div>
            <p className={classes.hint}>From your browser, for days and schedules; the history stays in UTC.</p>
          </div>
        </Box>
      </div>
      <div className={classes.you} data-part="you">
        <Box title="You in it">
          <div className={classes.fields}>
            <div className={classes.pair}>
              <TextInput label="What people call you" {...form.field('alias')} />
              <TextInput
                label="E-mail for this organization"
                type="email"
                autoComplete="email"
                rightSection={
                  isOwnAddress &&
                  me.emailVerified && <IconCircleCheckFilled size={16} className={classes.ok} aria-hidden />
                }
                {...form.field('contactEmail')}
              />
            </div>
            <p className={classes.hint}>
              {isOwnAddress
                ? 'The address of your account.'
                : `A code is mailed there. Until you say it, you are written to at ${me.email ?? '[erased]'}.`}
            </p>
          </div>
        </Box>
      </div>
      <div className={classes.aside}>
        <WhatIsMade />
      </div>
      <div className={classes.end}>
        <InlineError error={command.error} />
        <Button type="submit" loading={command.pending}>
          {name === '' ? 'Create organization' : `Create ${name}`}
        </Button>
      </div>
    </form>
  );
}
