import { routes } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import { type RequestFacts } from '@annals/platform';
import { FailRunController } from '../commands/fail-run/fail-run.controller';
import { HeartbeatController } from '../commands/mark-bot-online/heartbeat.controller';
import { RegisterBotController } from '../commands/register-bot/register-bot.controller';
import { ReportProgressController } from '../commands/report-progress/report-progress.controller';
import { RequestRunController } from '../commands/request-run/request-run.controller';
import { StartRunController } from '../commands/start-run/start-run.controller';
import { SucceedRunController } from '../commands/succeed-run/succeed-run.controller';
import { callerOf, contextOf, type World } from './a-world.setup';
import { GetBotController } from '../views/bots/bots.query';
import { GetRunController } from '../views/runs/runs.query';

/** Who may see everybody's name. */
export const seesAll: RequestFacts = {
  permissions: new Set(['bots:read', 'runs:read', 'members:read', 'api_keys:read']),
  workspaces: new Map(),
  context: contextOf(),
};

/** What people and bots do in a world of bots and runs, by the routes of that world. */
export function botsAtWork(world: () => World) {
  const reads = { caller: seesAll, context: seesAll.context };
  const at = (minPosition?: string) => ({ ...reads, minPosition });
  const byBot = (botId: string, organizationId: string, context = contextOf(`key:${botId}`)) => ({
    caller: callerOf(botId, organizationId),
    context,
  });
  const register = (organizationId: string, name = 'invoice-reader', context = contextOf()) =>
    world()
      .get(RegisterBotController)
      .serve({ asked: { organizationId, name, kind: 'rpa' }, caller: seesAll, context });
  const toggle = (what: 'disable' | 'enable', organizationId: string, botId: string) =>
    world()
      .of(what === 'disable' ? routes.automation.disableBot : routes.automation.enableBot)
      .serve({ asked: { organizationId, botId }, caller: seesAll, context: contextOf() });
  const beat = (organizationId: string, botId: string, status: 'idle' | 'busy' | 'error' = 'idle', as = botId) =>
    world()
      .get(HeartbeatController)
      .beat({ asked: { organizationId, botId, status, version: '2.8.0' }, ...byBot(as, organizationId) });
  const request = (organizationId: string, botId: string, context = contextOf()) =>
    world().get(RequestRunController).serve({ asked: { organizationId, botId }, caller: seesAll, context });
  const start = (organizationId: string, runId: string, botId: string, context = contextOf(`key:${botId}`)) =>
    world()
      .get(StartRunController)
      .serve({ asked: { organizationId, runId }, ...byBot(botId, organizationId, context) });
  const succeed = (organizationId: string, runId: string, botId: string) =>
    world()
      .get(SucceedRunController)
      .serve({ asked: { organizationId, runId }, ...byBot(botId, organizationId, contextOf()) });
  const fail = (organizationId: string, runId: string, botId: string, error: string) =>
    world()
      .get(FailRunController)
      .serve({ asked: { organizationId, runId, error }, ...byBot(botId, organizationId, contextOf()) });
  const progress = (organizationId: string, runId: string, botId: string) =>
    world()
      .get(ReportProgressController)
      .report({ asked: { organizationId, runId, percent: 40, message: 'page 4' }, ...byBot(botId, organizationId) });
  const run = (organizationId: string, runId: string, position?: string) =>
    world()
      .get(GetRunController)
      .serve({ asked: { organizationId, runId }, ...at(position) });
  const bot = (organizationId: string, botId: string, position?: string) =>
    world()
      .get(GetBotController)
      .serve({ asked: { organizationId, botId }, ...at(position) });

  const types = async (stream: string) => {
    const found: string[] = [];
    for await (const event of world().store.read(stream)) found.push(event.type);
    return found;
  };
  const refusal = async (asked: Promise<unknown>): Promise<Refused> => {
    const answer = await asked.then(
      () => 'nothing was refused',
      (error: unknown) => error,
    );
    if (answer instanceof Refused) return answer as Refused;
    throw new Error('No refusal', { cause: answer });
  };

  return {
    reads,
    at,
    byBot,
    register,
    toggle,
    beat,
    request,
    start,
    succeed,
    fail,
    progress,
    run,
    bot,
    types,
    refusal,
  };
}
