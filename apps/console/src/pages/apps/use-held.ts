import { isOnlyExternal } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { everyBotQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { type AnyApp, askable, type Held, heldOf } from './words';

interface OfApp {
  held: Held;
  /** Whether the reader can ask for more of it. */
  asks: boolean;
}

/** Says what the reader may do with an app; where it is says the list of bots that they see. */
export function useHeld(): (app: AnyApp) => OfApp {
  const { organizationId, can, membership } = useOrganization();
  const bots = useQuery({ ...everyBotQuery(organizationId), enabled: can('bots:read') }).data;
  const places = new Map(bots?.map(({ botId, workspaceId }) => [botId, workspaceId]));
  return (app) => {
    const place = places.get(app.botId);
    const held = heldOf(app, (permission) => place !== undefined && can(permission, place, app.botId));
    const known = !app.mine || place !== undefined;
    const more = askable(held, isOnlyExternal(membership.roles)).length > 0;
    return { held, asks: known && more && app.requested === null && can('bots.access:request') };
  };
}
