import { type OrganizationEvent } from '@annals/contracts';
import { type Frozen, type SliceEvolve } from '@annals/kernel';

/** Rooms inside an organization. There is never an organization without one (domain.md D22). */
export interface Workspaces {
  readonly all: Map<string, { readonly workspaceId: string; readonly name: string }>;
  defaultId: string | undefined;
}

export const noWorkspaces = (): Workspaces => ({ all: new Map(), defaultId: undefined });

export const workspacesEvolve = {
  WorkspaceCreated(workspaces, { data, text }): void {
    workspaces.all.set(data.workspaceId, { workspaceId: data.workspaceId, name: text.name });
    if (data.isDefault) workspaces.defaultId = data.workspaceId;
  },
} satisfies SliceEvolve<Workspaces, OrganizationEvent>;

/** The workspace that things land in when nobody names one; undefined before the organization exists. */
export function defaultWorkspace(workspaces: Frozen<Workspaces>): string | undefined {
  return workspaces.defaultId;
}
