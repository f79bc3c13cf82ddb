/** A disk that is nearly full stores this and refuses that: no sentence for each (ms). */
const SAID_ENOUGH = 10_000;

/** Says what goes wrong, and the same again only after a while in which something went well. */
export class Complaints {
  private latest: { readonly kind: string; readonly at: number } | undefined;

  constructor(private readonly report: (problem: string) => void) {}

  /** @param kind what stays the same when the same goes wrong again */
  say(problem: string, kind = problem): void {
    if (this.latest?.kind === kind) return;
    this.latest = { kind, at: Date.now() };
    this.report(problem);
  }

  /** Something went well. */
  relent(): void {
    if (this.latest !== undefined && Date.now() - this.latest.at > SAID_ENOUGH) this.latest = undefined;
  }
}
