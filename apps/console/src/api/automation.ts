import { Bot, BotEffect, Bots, Needs, Overview, type RegisterBot, Run, RunEffect, Runs } from '@annals/contracts';
import type { z } from 'zod';
import { command, read } from './client';

const of = (organizationId: string) => `/organizations/${organizationId}`;

export const readBots = (id: string, signal?: AbortSignal) => read(`${of(id)}/bots`, Bots, { scope: id, signal });
export const readBot = (id: string, botId: string, signal?: AbortSignal) =>
  read(`${of(id)}/bots/${botId}`, Bot, { scope: id, signal });
export const registerBot = (id: string, body: z.input<typeof RegisterBot>, key: string) =>
  command(`${of(id)}/bots`, { key, answer: BotEffect, body });
export const disableBot = (id: string, botId: string, intent: { body: { reason?: string }; key: string }) =>
  command(`${of(id)}/bots/${botId}/disable`, { ...intent, answer: BotEffect });
export const enableBot = (id: string, botId: string, key: string) =>
  command(`${of(id)}/bots/${botId}/enable`, { key, answer: BotEffect });

export const readRuns = (id: string, query: Record<string, string | number | undefined>, signal?: AbortSignal) =>
  read(`${of(id)}/runs`, Runs, { scope: id, query, signal });
export const readRun = (id: string, runId: string, signal?: AbortSignal) =>
  read(`${of(id)}/runs/${runId}`, Run, { scope: id, signal });
export const requestRun = (id: string, botId: string, key: string) =>
  command(`${of(id)}/bots/${botId}/runs`, { key, answer: RunEffect });
export const readOverview = (id: string, days: number, signal?: AbortSignal) =>
  read(`${of(id)}/overview`, Overview, { scope: id, query: { days }, signal });
export const readNeeds = (id: string, signal?: AbortSignal) => read(`${of(id)}/needs`, Needs, { scope: id, signal });
