// How far this device's clock is from the server's. The answer that took the shortest way is the most exact one.
interface Sample {
  offset: number;
  roundTrip: number;
}

const samplesMax = 8;

export class ServerClock {
  private samples: Sample[] = [];
  private rough = 0;

  /** From a frame that says what time it is there, without saying how long it was on the way. */
  roughly(serverNow: number, receivedAt: number): void {
    this.rough = serverNow - receivedAt;
    if (this.samples.length > 0 && Math.abs(this.offset - this.rough) > 5_000) this.samples = [];
  }

  /** From a pong: sent and received by this device's clock. */
  measured(sentAt: number, serverNow: number, receivedAt: number): void {
    const roundTrip = receivedAt - sentAt;
    if (roundTrip < 0) return; // this device's clock was set back meanwhile
    this.samples = [...this.samples, { offset: serverNow - (sentAt + roundTrip / 2), roundTrip }].slice(
      -samplesMax,
    );
  }

  get offset(): number {
    let best: Sample | undefined;
    for (const each of this.samples) if (!best || each.roundTrip < best.roundTrip) best = each;
    return best ? best.offset : this.rough;
  }
}
