import type { EngineLog } from '../engine/log';

/** Keeps what the engine says, for specs. */
export class QuietLog implements EngineLog {
  readonly said: { readonly level: 'info' | 'error'; readonly fields: Readonly<Record<string, unknown>>; readonly message: string }[] = [];

  info(fields: object, message: string): void {
    this.said.push({ level: 'info', fields: { ...fields }, message });
  }

  error(fields: object, message: string): void {
    this.said.push({ level: 'error', fields: { ...fields }, message });
  }

  get alarms(): readonly unknown[] {
    return this.said.filter(({ level }) => level === 'error').map(({ fields }) => fields['alarm']);
  }
}
