/** Asked before a workspace is closed: what would be left without one. */
export abstract class WorkspaceContents {
  abstract botsIn(organizationId: string, workspaceId: string): Promise<number>;
  /** Runs that workers are at this moment, by the runs' own streams; counted up to 100. */
  abstract runsIn(organizationId: string, workspaceId: string): Promise<number>;
}
