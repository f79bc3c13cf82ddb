import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { AttachSourceCommand } from '../commands/attach-source/attach-source.handler';
import { detachSource } from '../commands/detach-source/detach-source';
import { removeSource } from '../commands/remove-source/remove-source';
import { scheduleSync } from '../commands/schedule-sync/schedule-sync';
import { shareSource } from '../commands/share-source/share-source';
import { StartSyncCommand } from '../commands/start-sync/start-sync.handler';
import { stopSync } from '../commands/stop-sync/stop-sync';
import { unshareSource } from '../commands/unshare-source/unshare-source';
import { knowledge, ofWorkspace } from './knowledge';

const { automation } = routes;

/** What is done to one source. */
export const sourceCommands = [
  serve(automation.startSync, { Command: StartSyncCommand }, idsAndEffect),
  serve(automation.stopSync, command('StopSync', knowledge, ofWorkspace, stopSync), idsAndEffect),
  serve(automation.scheduleSync, command('ScheduleSync', knowledge, ofWorkspace, scheduleSync), idsAndEffect),
  serve(automation.removeSource, command('RemoveSource', knowledge, ofWorkspace, removeSource), idsAndEffect),
  serve(automation.shareSource, command('ShareSource', knowledge, ofWorkspace, shareSource), idsAndEffect),
  serve(automation.unshareSource, command('UnshareSource', knowledge, ofWorkspace, unshareSource), idsAndEffect),
  serve(automation.attachSource, { Command: AttachSourceCommand }, idsAndEffect),
  serve(automation.detachSource, command('DetachSource', knowledge, ofWorkspace, detachSource), idsAndEffect),
] as const;
