import { tells, type SentenceTemplate } from '../../sentence';
import { workspaceCreated, type WorkspacesEvent } from './events';

export const workspacesSentences: { readonly [Type in WorkspacesEvent['type']]: SentenceTemplate<Type> } = {
  WorkspaceCreated: tells(workspaceCreated, ({ workspaceId, isDefault }) => [
    isDefault ? 'created the default workspace ' : 'created the workspace ',
    { kind: 'workspace', id: workspaceId },
  ]),
};
