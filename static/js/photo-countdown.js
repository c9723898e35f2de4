// The self-timer: for whoever takes a picture of themselves. It counts where it can be read from the chair.

/** Enough to sit down and to turn both legs out. */
const SECONDS = 10;

export class Countdown {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #next;

  /**
   * @param {(left: number | null) => void} show  the seconds left; null where it doesn't count
   * @param {() => void} over
   */
  constructor(show, over) {
    this.show = show;
    this.over = over;
  }

  start() {
    this.#count(SECONDS);
  }

  stop() {
    clearTimeout(this.#next);
    this.#next = undefined;
    this.show(null);
  }

  get runs() {
    return this.#next !== undefined;
  }

  /** @param {number} left */
  #count(left) {
    if (left === 0) {
      this.stop();
      this.over();
      return;
    }
    this.show(left);
    this.#next = setTimeout(() => this.#count(left - 1), 1000);
  }
}
