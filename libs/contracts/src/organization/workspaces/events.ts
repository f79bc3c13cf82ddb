import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { id, line } from '../../words';

export const workspaceCreated = defineEvent('WorkspaceCreated', {
  data: { workspaceId: id, isDefault: z.boolean() },
  text: { name: line(1, 80) },
});

export const workspacesEvents = { workspaceCreated };
export type WorkspacesEvent = EventOf<(typeof workspacesEvents)[keyof typeof workspacesEvents]>;
