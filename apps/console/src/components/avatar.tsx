import { IconBolt, IconKey, IconMessageChatbot, IconRobot } from '@tabler/icons-react';
import { pathOf, routes } from '@annals/contracts';
import { useState } from 'react';
import { hue, initials } from '../format/words';
import classes from './avatar.module.css';

/** A person by initials; the colour is the same wherever they appear. */
export function PersonAvatar({ name, size = 'medium' }: { name: string; size?: 'small' | 'medium' | 'large' }) {
  return (
    <span aria-hidden className={classes.person} data-size={size} data-hue={hue(name, 5)}>
      {initials(name)}
    </span>
  );
}

/** A picture as large as an avatar; whoever shows it says beside it whose it is. */
export function Picture({ src, size, onError }: { src: string; size: 'medium' | 'large'; onError?: () => void }) {
  return <img className={classes.picture} data-size={size} src={src} alt="" onError={onError} />;
}

interface OrganizationAvatarProps {
  id: string;
  name: string;
  /** Names its picture; without one, or where that does not load, it is shown by initials. */
  logo?: string | null;
  size?: 'medium' | 'large';
  pending?: boolean;
}

/**
 * An organization by its logo, or by initials, square; their colour is that of its id, so that it stays when the name
 * changes.
 */
export function OrganizationAvatar({ id, name, logo, size = 'medium', pending = false }: OrganizationAvatarProps) {
  const [broken, setBroken] = useState<string>();
  if (typeof logo === 'string' && logo !== broken)
    return (
      <Picture
        src={pathOf(routes.organization.getLogo, { organizationId: id, logo })}
        size={size}
        onError={() => {
          setBroken(logo);
        }}
      />
    );
  return (
    <span
      aria-hidden
      className={classes.organization}
      data-size={size}
      data-pending={pending || undefined}
      data-hue={hue(id, 4)}
    >
      {initials(name)}
    </span>
  );
}

const icons = { rpa: IconRobot, chat_agent: IconMessageChatbot, key: IconKey, system: IconBolt } as const;
const isKnown = (kind: string): kind is keyof typeof icons => Object.hasOwn(icons, kind);

/** A bot, a key or Annals itself by an icon; a bot of a kind that this console does not know by that of a bot. */
export function ThingAvatar({ kind, size = 'medium' }: { kind: string; size?: 'small' | 'medium' }) {
  const Icon = isKnown(kind) ? icons[kind] : IconRobot;
  return (
    <span aria-hidden className={classes.thing} data-size={size}>
      <Icon size={size === 'small' ? 14 : 16} stroke={1.7} />
    </span>
  );
}
