import { slug as slugWord, isSlug } from '@annals/contracts';
import { Button } from '@mantine/core';
import { z } from 'zod';
import { changeSlug } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { SlugField } from '../../components/slug-field';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { date } from '../../format/time';
import classes from './settings.module.css';

const Address = z.object({ slug: slugWord.refine(isSlug) });

/** What the organization is called in addresses, and what it was called so before. */
export function SlugForm() {
  const { organizationId, organization } = useOrganization();
  const command = useCommand((body: { slug: string }, key: string) => changeSlug({ organizationId, ...body }, key), {
    organizationId,
    onDone: () => {
      toast({ text: `The address is ${form.values.slug} now.` });
    },
  });
  const form = useForm(Address, { slug: organization.slug ?? '' }, command.error);
  const submit = form.submit((body) => void command.run(body));
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.field}>
        <SlugField
          value={form.values.slug}
          error={form.field('slug').error}
          own={[organization.slug ?? '', ...organization.formerSlugs.map(({ slug }) => slug)]}
          onChange={(slug) => {
            form.set('slug', slug);
          }}
        />
        <Button type="submit" loading={command.pending} disabled={form.values.slug === organization.slug}>
          Save address
        </Button>
      </div>
      {form.field('slug').error === undefined && (
        <div className={classes.error}>
          <InlineError error={command.error} />
        </div>
      )}
      <FormerSlugs />
    </form>
  );
}

/** What still leads here. */
export function FormerSlugs() {
  const { formerSlugs } = useOrganization().organization;
  if (formerSlugs.length === 0) return null;
  return (
    <ul className={classes.former}>
      {formerSlugs.map(({ slug, until }) => (
        <li key={slug}>
          <b>{slug}</b> leads here until {date(until)} and can’t be taken by others.
        </li>
      ))}
    </ul>
  );
}
