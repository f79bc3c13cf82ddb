import { BotDirectory } from '@annals/platform';
import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { DisableBot, DisableBotController } from './commands/disable-bot/disable-bot.controller';
import { EnableBot, EnableBotController } from './commands/enable-bot/enable-bot.controller';
import { FailRun, FailRunController } from './commands/fail-run/fail-run.controller';
import { HeartbeatController } from './commands/mark-bot-online/heartbeat.controller';
import { SignOfLifeInterceptor } from './fleet/sign-of-life.http';
import { MarkBotOnline, SignsOfLife } from './fleet/signs-of-life.service';
import { RegisterBot, RegisterBotController } from './commands/register-bot/register-bot.controller';
import { ReportProgressController } from './commands/report-progress/report-progress.controller';
import { RequestRunController } from './commands/request-run/request-run.controller';
import { RequestRunHandler } from './commands/request-run/request-run.handler';
import { StartRunController } from './commands/start-run/start-run.controller';
import { StartRunHandler } from './commands/start-run/start-run.handler';
import { SucceedRun, SucceedRunController } from './commands/succeed-run/succeed-run.controller';
import { FleetDirectory } from './fleet/fleet-directory.service';
import { GetBotController, ListBotsController } from './views/bots/bots.controller';
import { BotHandler, BotsHandler } from './views/bots/bots.query';
import { OverviewController } from './views/overview/overview.controller';
import { OverviewHandler } from './views/overview/overview.query';
import { NeedsController } from './views/runs/needs.controller';
import { NeedsHandler } from './views/runs/needs.query';
import { GetRunController, ListRunsController } from './views/runs/runs.controller';
import { RunHandler, RunsHandler } from './views/runs/runs.query';

/** Bots and their runs. Global for the port that it answers: whether a bot exists. */
@Global()
@Module({
  imports: [CqrsModule],
  controllers: [
    RegisterBotController,
    DisableBotController,
    EnableBotController,
    HeartbeatController,
    RequestRunController,
    StartRunController,
    ReportProgressController,
    SucceedRunController,
    FailRunController,
    ListBotsController,
    GetBotController,
    ListRunsController,
    GetRunController,
    NeedsController,
    OverviewController,
  ],
  providers: [
    FleetDirectory,
    { provide: BotDirectory, useExisting: FleetDirectory },
    SignsOfLife,
    { provide: APP_INTERCEPTOR, useClass: SignOfLifeInterceptor },
    RegisterBot.Handler,
    DisableBot.Handler,
    EnableBot.Handler,
    MarkBotOnline.Handler,
    RequestRunHandler,
    StartRunHandler,
    SucceedRun.Handler,
    FailRun.Handler,
    BotsHandler,
    BotHandler,
    RunsHandler,
    RunHandler,
    NeedsHandler,
    OverviewHandler,
  ],
  exports: [BotDirectory],
})
export class AutomationModule {}
