import { Button, FileButton } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { removeLogo, setLogo } from '../../api/organization';
import { ApiError } from '../../api/problem';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { OrganizationAvatar, Picture } from '../../components/avatar';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { redrawn } from './picture';
import classes from './settings.module.css';

/** What this browser cannot draw is none of the kinds that the server takes. */
const UNREAD = new ApiError('LOGO_TYPE_UNSUPPORTED', 0, {});

/** The logo: chosen, looked at, and only then saved. */
export function LogoForm() {
  const { organizationId, organization } = useOrganization();
  const [chosen, setChosen] = useState<string>();
  const [unread, setUnread] = useState(false);
  const set = useCommand((body: { image: string }, key: string) => setLogo({ organizationId, ...body }, key), {
    organizationId,
    onDone: () => {
      setChosen(undefined);
      toast({ text: 'Changed the logo.' });
    },
  });
  const remove = useCommand((_: object, key: string) => removeLogo({ organizationId }, key), {
    organizationId,
    onDone: () => {
      toast({ text: 'Removed the logo.' });
    },
  });
  const choose = async (file: File | null) => {
    if (file === null) return;
    set.reset();
    remove.reset();
    const picture = await redrawn(file);
    setUnread(picture === undefined);
    setChosen(picture);
  };
  return (
    <>
      <div className={classes.logo}>
        {chosen === undefined ? (
          <OrganizationAvatar id={organizationId} name={organization.name} logo={organization.logo} size="large" />
        ) : (
          <Picture src={chosen} size="large" />
        )}
        {chosen === undefined ? (
          <>
            <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => void choose(file)}>
              {(button) => (
                <Button variant="default" leftSection={<IconPhoto size={15} stroke={1.7} aria-hidden />} {...button}>
                  Choose a picture
                </Button>
              )}
            </FileButton>
            {organization.logo === null ? (
              <span>None yet: the letters are used</span>
            ) : (
              <Button variant="default" loading={remove.pending} onClick={() => void remove.run({})}>
                Remove logo
              </Button>
            )}
          </>
        ) : (
          <>
            <Button
              loading={set.pending}
              onClick={() => void set.run({ image: chosen.slice(chosen.indexOf(',') + 1) })}
            >
              Save logo
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setChosen(undefined);
                set.reset();
              }}
            >
              Keep as it is
            </Button>
          </>
        )}
      </div>
      <div className={classes.error}>
        <InlineError error={unread ? UNREAD : (set.error ?? remove.error)} />
      </div>
    </>
  );
}
