import type { MyMembership, Organization, Permission } from '@annals/contracts';
import { createContext, useContext } from 'react';
import type { z } from 'zod';
import type { Me } from '../../api/identity';
import type { LiveState } from '../../api/live';

/** What every page of an organization knows: where it is, who reads, what they may do, and whether news arrive. */
export interface OrganizationFrame {
  organizationId: string;
  organization: z.output<typeof Organization>;
  membership: z.output<typeof MyMembership>;
  me: Me;
  live: LiveState;
  /** As of when the organization is looked at; undefined: as it is now. */
  at: string | undefined;
  /** Everywhere, or somewhere in the organization; with a workspace: there; with a bot: also with that one. */
  can: (permission: Permission, workspaceId?: string, botId?: string) => boolean;
  openMenu: () => void;
  openPalette: () => void;
}

export const FrameContext = createContext<OrganizationFrame | null>(null);

/** The frame that the page is in. */
export function useOrganization(): OrganizationFrame {
  const frame = useContext(FrameContext);
  if (frame === null) throw new Error('This page is shown inside an organization only');
  return frame;
}
