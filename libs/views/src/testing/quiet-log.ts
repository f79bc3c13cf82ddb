import type { EngineLog } from '../engine/log';

interface LoggedLine {
  readonly level: 'info' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Keeps what the engine says, for specs. */
export class QuietLog implements EngineLog {
  readonly said: LoggedLine[] = [];
  private readonly listening = new Set<() => void>();

  info(fields: object, message: string): void {
    this.keep({ level: 'info', fields: { ...fields }, message });
  }

  error(fields: object, message: string): void {
    this.keep({ level: 'error', fields: { ...fields }, message });
  }

  get alarms(): readonly unknown[] {
    return this.said.filter(({ level }) => level === 'error').map(({ fields }) => fields['alarm']);
  }

  /** Settles when something like that was said. */
  heard(isIt: (said: LoggedLine) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const listen = (): void => {
        if (!this.said.some(isIt)) return;
        this.listening.delete(listen);
        resolve();
      };
      this.listening.add(listen);
      listen();
    });
  }

  private keep(said: LoggedLine): void {
    this.said.push(said);
    for (const listen of [...this.listening]) listen();
  }
}
