// What every judge says at its end: how much it looked at, what was wrong, and the exit code.

/** At most so many faults are listed: one broken layout is wrong on every page. */
const LISTED = 100;

export class Verdict {
  #faults = [];
  #checked = 0;

  /** @param {string} judge the judge's name, as its file is called */
  constructor(judge) {
    this.judge = judge;
  }

  /** Something was looked at, right or wrong. */
  checked(count = 1) {
    this.#checked += count;
  }

  /** Something is wrong: where (a file, an address) and what. */
  wrong(where, what) {
    this.#faults.push(`${where}: ${what}`);
  }

  /** Worth reading, but no fault. */
  note(text) {
    console.log(`judge ${this.judge}: note: ${text}`);
  }

  /** Prints the verdict and sets the exit code; the process then ends by itself, with all output written. */
  pronounce() {
    // A judge that saw nothing has judged nothing: an empty folder must not pass.
    if (this.#checked === 0) this.wrong('site', 'nothing found to check');
    for (const fault of this.#faults.slice(0, LISTED)) console.log(`judge ${this.judge}: wrong: ${fault}`);
    if (this.#faults.length > LISTED) console.log(`judge ${this.judge}: … and ${this.#faults.length - LISTED} more`);
    console.log(`judge ${this.judge}: ${this.#checked} checked, ${this.#faults.length} wrong`);
    process.exitCode = this.#faults.length === 0 ? 0 : 1;
  }
}
