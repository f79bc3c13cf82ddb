import { OrganizationParams } from '../../organization/params';
import { WorkspaceParams } from '../../organization/workspaces/api';
import { route } from '../../route';
import { BotParams } from '../api';
import * as api from './api';

const organization = '/api/v1/organizations/{organizationId}';

const activates = { method: 'POST', body: api.ActivateEmergencyStop, answer: api.EmergencyStopEffect } as const;
const lifts = { method: 'POST', body: api.LiftEmergencyStop, answer: api.EmergencyStopEffect } as const;
const ofOrganization = { params: OrganizationParams, access: 'org:emergency_stop', tag: 'emergency stops' } as const;
const ofWorkspace = { params: WorkspaceParams, access: 'bots:emergency_stop', tag: 'emergency stops' } as const;
const ofBot = { params: BotParams, access: 'bots:emergency_stop', tag: 'emergency stops' } as const;

export const stopOrganizationRuns = route({
  ...activates,
  ...ofOrganization,
  path: `${organization}/emergency-stop`,
  sentence:
    'Stops all runs of the organization: from now on none starts, whoever asks. Runs that workers are at are asked to stop, or may finish. Everybody sees who did it and why.',
  refusals: ['EMERGENCY_STOP_ACTIVE'],
});

export const liftOrganizationStop = route({
  ...lifts,
  ...ofOrganization,
  path: `${organization}/emergency-stop/lift`,
  sentence: 'Lets runs of the organization start again; those that wait start now.',
  refusals: ['EMERGENCY_STOP_NOT_ACTIVE'],
});

export const stopWorkspaceRuns = route({
  ...activates,
  ...ofWorkspace,
  path: `${organization}/workspaces/{workspaceId}/emergency-stop`,
  sentence: 'Stops all runs of a workspace, as for the organization.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED', 'EMERGENCY_STOP_ACTIVE'],
});

export const liftWorkspaceStop = route({
  ...lifts,
  ...ofWorkspace,
  path: `${organization}/workspaces/{workspaceId}/emergency-stop/lift`,
  sentence: 'Lets runs of a workspace start again, unless the organization or the bot is stopped, too.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED', 'EMERGENCY_STOP_NOT_ACTIVE'],
});

export const stopBotRuns = route({
  ...activates,
  ...ofBot,
  path: `${organization}/bots/{botId}/emergency-stop`,
  sentence: 'Stops all runs of a bot, as for the organization.',
  refusals: ['BOT_NOT_FOUND', 'EMERGENCY_STOP_ACTIVE'],
});

export const liftBotStop = route({
  ...lifts,
  ...ofBot,
  path: `${organization}/bots/{botId}/emergency-stop/lift`,
  sentence: 'Lets runs of a bot start again, unless its workspace or the organization is stopped, too.',
  refusals: ['BOT_NOT_FOUND', 'EMERGENCY_STOP_NOT_ACTIVE'],
});

export const listEmergencyStops = route({
  method: 'GET',
  path: `${organization}/emergency-stops`,
  params: OrganizationParams,
  query: api.ListEmergencyStops,
  answer: api.EmergencyStops,
  access: 'org:read',
  tag: 'emergency stops',
  sentence: 'Where all runs are stopped now, since when, by whom and why; newest first.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});
