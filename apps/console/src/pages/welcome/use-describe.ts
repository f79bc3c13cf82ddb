import { changeSlug, renameOrganization, setLocale } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';

interface Described {
  readonly name: string;
  readonly slug: string;
  readonly country: string;
  readonly timeZone: string;
}

/** Says what an organization is like, what may be refused first; done again, only what is not so yet happens. */
export function useDescribe() {
  const { organizationId } = useOrganization();
  const slugged = useCommand((slug: string, key) => changeSlug({ organizationId, slug }, key), { organizationId });
  const renamed = useCommand((name: string, key) => renameOrganization(organizationId, { name }, key), {
    organizationId,
  });
  const placed = useCommand(
    (place: Pick<Described, 'country' | 'timeZone'>, key) => setLocale(organizationId, place, key),
    { organizationId },
  );
  const run = async ({ name, slug, country, timeZone }: Described): Promise<boolean> =>
    (await slugged.run(slug)) !== undefined &&
    (await renamed.run(name)) !== undefined &&
    (await placed.run({ country, timeZone })) !== undefined;
  return {
    run,
    pending: slugged.pending || renamed.pending || placed.pending,
    error: slugged.error ?? renamed.error ?? placed.error,
  };
}
