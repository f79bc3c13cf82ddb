/** Asked before a workspace is deleted: what would be left without one. */
export abstract class WorkspaceContents {
  abstract botsIn(organizationId: string, workspaceId: string): Promise<number>;
}
